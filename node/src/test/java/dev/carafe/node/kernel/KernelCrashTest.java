package dev.carafe.node.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCrashTest {
  private static final Instant NIGHT = Instant.parse("2026-11-29T03:00:00Z");

  @TempDir private Path folder;

  @Test
  void aMachineThatKeepsNothingHasNone() throws IOException {
    assertThat(KernelCrash.all(folder)).isEmpty();
    assertThat(KernelCrash.all(folder.resolve("pstore"))).isEmpty();
  }

  @Test
  void partsComeTogetherInTheOrderOfTheirLines() throws IOException {
    part(
        "dmesg-efi_pstore-176440320001001",
        1,
        "Panic#1 Part1\n<0>[    9.2] Kernel panic - not syncing: sysrq triggered crash\n<4>[    9.3] CPU: 0\n");
    part(
        "dmesg-efi_pstore-176440320002001",
        0,
        "Panic#1 Part2\n<6>[    9.1] sysrq: Trigger a crash\n");
    KernelCrash crash = only();
    assertThat(crash.time()).isEqualTo(NIGHT);
    assertThat(crash.reason()).isEqualTo("sysrq triggered crash");
    assertThat(crash.lines())
        .containsExactly(
            "[    9.1] sysrq: Trigger a crash",
            "[    9.2] Kernel panic - not syncing: sysrq triggered crash",
            "[    9.3] CPU: 0");
  }

  @Test
  void crashesOfDifferentBootsAreDifferentOnes() throws IOException {
    part("dmesg-efi_pstore-1", 0, "Panic#1 Part1\n<0>[    1.0] one\n");
    part("dmesg-efi_pstore-2", 3600, "Panic#1 Part1\n<0>[    1.0] other\n");
    part("dmesg-efi_pstore-3", 3601, "Oops#2 Part1\n<0>[    1.0] third\n");
    assertThat(KernelCrash.all(folder).stream().map(KernelCrash::reason))
        .containsExactly("[    1.0] one", "[    1.0] other", "[    1.0] third");
    assertThat(KernelCrash.all(folder).stream().map(KernelCrash::stopped))
        .containsExactly(true, true, false);
  }

  @Test
  void whatIsToldIsForgottenAndNothingElseIsTouched() throws IOException {
    part("dmesg-efi_pstore-1", 0, "Panic#1 Part1\n<0>[    1.0] one\n");
    part("dmesg-efi_pstore-2.enc.z", 0, "packed");
    part("console-ramoops-0", 0, "a console");
    only().forget();
    assertThat(KernelCrash.all(folder)).isEmpty();
    assertThat(folder.resolve("console-ramoops-0")).exists();
  }

  @Test
  void whatNamesNoPartIsOne() throws IOException {
    part("dmesg-erst-1", 0, "something else\nand more\n");
    part("dmesg-erst-2", 0, "");
    List<KernelCrash> crashes = KernelCrash.all(folder);
    assertThat(crashes.stream().map(KernelCrash::reason)).containsExactly("and more", "");
  }

  private KernelCrash only() throws IOException {
    List<KernelCrash> crashes = KernelCrash.all(folder);
    assertThat(crashes).hasSize(1);
    return crashes.getFirst();
  }

  private void part(String name, long later, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(NIGHT.plusSeconds(later)));
  }
}
