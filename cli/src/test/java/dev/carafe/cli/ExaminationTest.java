package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.Diagnosis.Grade;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExaminationTest {
  private static final Path CACHE = Path.of("/cache");

  @Test
  void javaMustBeTwentyFive() {
    assertThat(Examination.java(Runtime.Version.parse("25.0.1")).grade()).isEqualTo(Grade.GOOD);
    Diagnosis old = Examination.java(Runtime.Version.parse("21.0.9"));
    assertThat(old.grade()).isEqualTo(Grade.MISSING);
    assertThat(old.detail()).isEqualTo("expected 25 or later, found 21.0.9");
  }

  @Test
  void onlyOneKindOfMachineRunsTheTools() {
    assertThat(Examination.system("Linux", "amd64").grade()).isEqualTo(Grade.GOOD);
    assertThat(Examination.system("Linux", "aarch64").grade()).isEqualTo(Grade.MISSING);
    assertThat(Examination.system("Mac OS X", "amd64").grade()).isEqualTo(Grade.MISSING);
  }

  @Test
  void aDiskNeedsSixGibibytes() {
    assertThat(Examination.disk(CACHE, 6L << 30).grade()).isEqualTo(Grade.GOOD);
    assertThat(Examination.disk(CACHE, (6L << 30) - 1).detail())
        .isEqualTo("expected 6 GiB free for /cache, found 5");
  }

  @Test
  void withoutANetworkOnlyAWarmCacheWorks() {
    assertThat(Examination.network("deb.example", false, false).grade()).isEqualTo(Grade.MISSING);
    assertThat(Examination.network("deb.example", false, true).mend()).contains("--offline works");
    assertThat(Examination.network("deb.example", true, false).grade()).isEqualTo(Grade.GOOD);
  }

  @Test
  void withoutKvmItWorksSlowly() {
    assertThat(Examination.kvm(true, true).grade()).isEqualTo(Grade.GOOD);
    assertThat(Examination.kvm(true, false).grade()).isEqualTo(Grade.POOR);
    assertThat(Examination.kvm(false, false).detail()).isEqualTo("no /dev/kvm");
  }

  @Test
  void whatIsMissingMakesAMachineUnfitAndWhatIsPoorDoesNot() {
    Diagnosis poor = Examination.port(8080, Optional.of("it is in use"));
    Diagnosis missing = Examination.memory(Optional.of("there is none"));
    assertThat(new Checkup(List.of(poor)).isFit()).isTrue();
    assertThat(new Checkup(List.of(poor, missing)).isFit()).isFalse();
  }

  @Test
  void eachLineSaysHowToMend() {
    StringWriter text = new StringWriter();
    new Checkup(List.of(Examination.cacheFolder(CACHE, false))).writeText(new PrintWriter(text));
    assertThat(text.toString().lines())
        .containsExactly(
            "MISSING  cache     could not write to /cache",
            "                   -> choose another place with --cache");
  }
}
