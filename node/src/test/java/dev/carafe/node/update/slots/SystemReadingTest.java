package dev.carafe.node.update.slots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.node.boot.KernelImage;
import dev.carafe.node.boot.TestKernel;
import dev.carafe.node.host.OsRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemReadingTest {
  private static final RootHash SYSTEM = RootHash.of("ab".repeat(32));

  @TempDir private Path root;

  private void commandLine(String text) throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(root.resolve("proc/cmdline"), text + "\n");
  }

  @Test
  void whatRunsIsNamedByTheKernelsCommandLineAndItsOwnRelease() throws IOException {
    commandLine("usrhash=" + SYSTEM + " quiet");
    assertThat(SystemReading.running(root, new OsRelease("", "plain", "1.3.0", "4f0c21")))
        .hasValueSatisfying(image -> {
          assertThat(image.version()).hasToString("1.3.0+4f0c21");
          assertThat(image.variant()).isEqualTo("plain");
          assertThat(image.rootHash().hex()).isEqualTo(SYSTEM.hex());
        });
  }

  @Test
  void aSystemThatIsNotVerifiedIsNone() throws IOException {
    OsRelease os = new OsRelease("", "plain", "1.3.0", "");
    assertThat(SystemReading.running(root, os)).isEmpty();
    commandLine("root=/dev/vda1");
    assertThat(SystemReading.running(root, os)).isEmpty();
  }

  /// A build that is no part of a version is left out, and what is no version names no system.
  @ParameterizedTest
  @CsvSource({"1.3.0, 7, 1.3.0+7", "1.3.0, '', 1.3.0", "1.3.0, a b, 1.3.0", "yesterday, 7, ''"})
  void aVersionHasTheBuildWithIt(String version, String build, String expected) throws IOException {
    byte[] file =
        TestKernel.image(
            "VERSION_ID=%s%nBUILD_ID=\"%s\"%nVARIANT_ID=plain%n".formatted(version, build),
            "usrhash=" + SYSTEM);
    KernelImage image = KernelImage.read(ByteSource.of(file)).orElseThrow();
    assertThat(
            SystemReading.started(SYSTEM, image, "x86_64").map(found -> found.version().toString()))
        .isEqualTo(expected.isEmpty() ? Optional.empty() : Optional.of(expected));
  }
}
