package dev.carafe.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelTextTest {
  @TempDir Path folder;

  @Test
  void aNumberOfTheKernelsHasAllItsDigits() throws IOException {
    String most = KernelText.read(Path.of("/proc/sys/kernel/pid_max")).strip();
    assertThat(Integer.parseInt(most)).isGreaterThan(300);
  }

  @Test
  void aLongTextIsReadToItsEnd() throws IOException {
    String text = "x".repeat(100_000) + "y";
    assertThat(KernelText.read(Files.writeString(folder.resolve("long"), text))).isEqualTo(text);
    assertThat(KernelText.read(Files.writeString(folder.resolve("empty"), ""))).isEmpty();
  }
}
