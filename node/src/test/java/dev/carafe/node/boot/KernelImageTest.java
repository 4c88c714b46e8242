package dev.carafe.node.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.verity.RootHash;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelImageTest {
  private static final RootHash SYSTEM = RootHash.of("ab".repeat(32));

  private static Optional<KernelImage> read(byte[] file) throws IOException {
    return KernelImage.read(ByteSource.of(file));
  }

  @Test
  void anImageTellsItsSystem() throws IOException {
    KernelImage image = read(TestKernel.image(SYSTEM, "1.3.0")).orElseThrow();
    assertThat(image.system()).contains(SYSTEM);
    assertThat(image.field("VERSION_ID")).isEqualTo("1.3.0");
    assertThat(image.field("VARIANT_ID")).isEqualTo("plain");
    assertThat(image.field("OTHER")).isEmpty();
    assertThat(image.sortKey()).isEqualTo("carafe-plain");
    assertThat(image.sortVersion()).isEqualTo("1.3.0");
  }

  @Test
  void whatAnOsReleaseLacksIsReplacedAsTheLoaderDoes() throws IOException {
    KernelImage image = read(TestKernel.image("ID=other\nBUILD_ID=7\n", "quiet")).orElseThrow();
    assertThat(image.system()).isEmpty();
    assertThat(image.sortKey()).isEqualTo("other");
    assertThat(image.sortVersion()).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60, 64, 100, 550})
  void aFileThatIsCutOffIsNone(int length) throws IOException {
    assertThat(read(Arrays.copyOf(TestKernel.image(SYSTEM, "1.3.0"), length))).isEmpty();
  }

  @Test
  void whatIsNoExecutableIsNone() throws IOException {
    assertThat(read(new byte[10_000])).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          usrhash=%s quiet                        | true
          quiet usrhash=%s                        | true
          root=tmpfs  usrhash=%s  ro              | true
          quiet                                   | false
          usrhash=1234                            | false
          xusrhash=%s                             | false
          """)
  void theRootHashIsAWordOfACommandLine(String commandLine, boolean found) {
    assertThat(KernelImage.systemOf(commandLine.formatted(SYSTEM.hex())))
        .isEqualTo(found ? Optional.of(SYSTEM) : Optional.empty());
  }
}
