package dev.carafe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.answer.Answer;
import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.bench.PodsMeasure;
import dev.carafe.image.inspect.Change;
import dev.carafe.image.inspect.Finding;
import dev.carafe.image.inspect.ImageDiff;
import dev.carafe.lab.BootPhase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AnswerTest {
  private static final ImageDiff FILES =
      new ImageDiff(
          List.of(),
          List.of(new Change.Removed("loader.conf", 5)),
          List.of(),
          List.of(new Change.Added("/usr/a", 3), new Change.Changed("/usr/b", 10, 4)));

  private static String text(Answer answer) {
    StringWriter text = new StringWriter();
    answer.writeText(new PrintWriter(text));
    return text.toString();
  }

  private static String json(Answer answer) {
    AnswerOptions options = CommandLine.populateCommand(new AnswerOptions(), "--json");
    StringWriter text = new StringWriter();
    options.give(answer, new PrintWriter(text));
    return text.toString().replaceAll("\\s+", "");
  }

  private static final PodsFigures PODS =
      new PodsFigures(
          List.of(
              PodsFigures.Part.lacking("native", "This machine", "it needs root"),
              PodsFigures.Part.of(
                  "machine",
                  "A machine",
                  Map.of(
                      PodsMeasure.READY, 49.0,
                      PodsMeasure.ALL_READY, 61.5,
                      PodsMeasure.AGENT_MEMORY, 71.2))));

  @Test
  void figuresAreBesideTheirBars() {
    assertThat(text(PODS).lines().map(line -> line.replaceAll(" {2,}", " | ")))
        .containsExactly(
            "This machine: could not be measured: it needs root",
            "",
            "A machine",
            " | carafe | bar",
            "pods that are ready | 49 | >= 50 | MISSED",
            "agent ready until all pods are | 61.50 s",
            "agent's memory (PSS) with them | 71.20 MiB | <= 72 | holds");
  }

  @Test
  void figuresForAScriptSayWhetherTheyHold() {
    assertThat(json(PODS))
        .contains("\"name\":\"native\",\"where\":\"Thismachine\",\"lacking\":\"itneedsroot\"")
        .contains("{\"name\":\"ready\",\"figure\":49.0,\"unit\":\"\",\"bar\":50.0,\"holds\":false}")
        .contains("{\"name\":\"all_ready\",\"figure\":61.5,\"unit\":\"s\"}");
  }

  @Test
  void theBillTellsPackagesFromOtherParts() throws IOException {
    SoftwareParts parts =
        SoftwareParts.parse(
            """
            {"components": [
              {"name": "runc", "version": "1.1", "purl": "pkg:deb/debian/runc@1.1",
               "licenses": [{"license": {"name": "Apache-2.0"}}]},
              {"name": "k8s.io/api", "version": "v0.34.2", "purl": "pkg:golang/k8s.io/api@v0.34.2"},
              {"name": "agent.jar"}]}
            """
                .getBytes(UTF_8));
    assertThat(parts.packages()).isEqualTo(Map.of("runc", "1.1"));
    assertThat(parts.others()).isEqualTo(2);
    assertThat(parts.licenses()).containsExactly("Apache-2.0");
  }

  @Test
  void differencesBeginWithThePackages() {
    List<PackageChange> packages =
        List.of(new PackageChange("runc", Optional.of("1.1"), Optional.of("1.2")));
    assertThat(text(new Differences(packages, FILES)).lines())
        .containsExactly(
            "packages: 1 changed",
            "  runc  1.1 -> 1.2",
            "partitions: the same",
            "boot files: 1 changed",
            "  - loader.conf  5",
            "kernel: the same",
            "/usr: 2 changed",
            "  + /usr/a  3",
            "  ~ /usr/b  10 -> 4",
            "in /usr -3 bytes");
  }

  @Test
  void differencesForAScriptHaveSizesBeforeAndAfter() {
    assertThat(json(new Differences(List.of(), FILES)))
        .contains("\"boot_files\":[{\"name\":\"loader.conf\",\"before\":5}]")
        .contains("{\"name\":\"/usr/b\",\"before\":10,\"after\":4}");
  }

  @Test
  void oneDamagedPartMakesAnImageNotIntact() {
    var verdict =
        new VerifyCommand.Verdict(
            List.of(new Finding.Intact("table", "3 partitions"), new Finding.Damaged("/usr", "x")));
    assertThat(verdict.isIntact()).isFalse();
    assertThat(text(verdict).lines())
        .containsExactly("ok       table: 3 partitions", "DAMAGED  /usr: x");
    assertThat(json(verdict)).contains("\"intact\":false").contains("\"damaged\":\"x\"");
  }

  @Test
  void aBootIsBrokenIntoItsParts() {
    Map<Measure, Double> times =
        BenchCommand.times(
            Map.of(
                BootPhase.BOOT_LOADER, Duration.ofSeconds(2),
                BootPhase.INITRD, Duration.ofSeconds(5),
                BootPhase.USER_LAND, Duration.ofSeconds(9),
                BootPhase.AGENT, Duration.ofSeconds(14)),
            Duration.ofSeconds(20));
    assertThat(times)
        .containsEntry(Measure.FIRMWARE, 2.0)
        .containsEntry(Measure.KERNEL, 3.0)
        .containsEntry(Measure.INITRD, 4.0)
        .containsEntry(Measure.USER_LAND, 5.0)
        .containsEntry(Measure.CONTAINER, 6.0)
        .containsEntry(Measure.SERVING, 20.0);
  }

  @Test
  void aPhaseThatWasNotSeenLeavesItsNeighboursOut() {
    Map<Measure, Double> times =
        BenchCommand.times(
            Map.of(BootPhase.BOOT_LOADER, Duration.ofSeconds(2)), Duration.ofSeconds(20));
    assertThat(times).containsOnlyKeys(Measure.FIRMWARE, Measure.SERVING);
  }

  @Test
  void memoryIsWhatTheNodeSaysOfItself() throws IOException {
    assertThat(
            BenchCommand.memory(
                """
                {"agent": {"memory_bytes": 33554432},
                 "machine": {"memory_bytes": 209715200, "memory_available_bytes": 104857600}}
                """))
        .containsEntry(Measure.IDLE, 100.0)
        .containsEntry(Measure.AGENT_MEMORY, 32.0);
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetween() {
    Measurements measurements =
        new Measurements(
            List.of(
                Map.of(Measure.SERVING, 20.0),
                Map.of(Measure.SERVING, 30.0),
                Map.of(Measure.IDLE, 1.0)),
            512);
    assertThat(measurements.median(Measure.SERVING)).hasValue(25.0);
    assertThat(measurements.median(Measure.DOWNLOAD)).isEmpty();
    assertThat(text(measurements)).contains("25.0 s").contains("39.8 to multi-user");
    assertThat(json(measurements))
        .contains("{\"name\":\"serving\",\"median\":25.0,\"unit\":\"s\"}");
  }
}
