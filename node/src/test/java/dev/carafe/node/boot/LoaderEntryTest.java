package dev.carafe.node.boot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.verity.RootHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoaderEntryTest {
  @TempDir private Path folder;

  private void kernel(String file, String version) throws IOException {
    RootHash system = RootHash.of("%064x".formatted(file.hashCode() & 0xffff));
    Files.write(folder.resolve(file), TestKernel.image(system, version));
  }

  private List<String> order() throws IOException {
    return LoaderEntry.of(MountedKernels.Folder.open(folder)).stream()
        .map(entry -> entry.entry().file())
        .toList();
  }

  /// The first of two files with their versions is the one that the loader would start.
  @ParameterizedTest
  @CsvSource({
    "a_1.3.0+3-0.efi, 1.3.0, a_1.2.0.efi, 1.2.0",
    "a_1.3.0.efi, 1.3.0, a_1.2.0+3-0.efi, 1.2.0",
    "a_1.2.0.efi, 1.2.0, a_1.3.0+0-3.efi, 1.3.0",
    "a_1.2.0+1-2.efi, 1.2.0, a_1.3.0+0-0.efi, 1.3.0",
    "a_1.3.0+0-1.efi, 1.3.0, a_1.2.0+0-1.efi, 1.2.0",
    "a_1.efi, 1.3.0-rc.1, a_2.efi, 1.3.0",
    "b.efi, 1.3.0, a.efi, 1.3.0",
  })
  void theLoaderPrefersTheNewestThatIsNotBad(
      String first, String firstVersion, String second, String secondVersion) throws IOException {
    kernel(second, secondVersion);
    kernel(first, firstVersion);
    assertThat(order()).containsExactly(first, second);
  }

  @Test
  void whatIsNoKernelImageIsNoEntry() throws IOException {
    kernel("a.efi", "1");
    kernel("b.efi.new", "2");
    Files.writeString(folder.resolve("c.efi"), "no image", US_ASCII);
    assertThat(order()).containsExactly("a.efi");
  }

  @Test
  void anEntryWithoutASortKeyComesAfterThoseThatHaveOne() throws IOException {
    kernel("a.efi", "1");
    Files.write(folder.resolve("b.efi"), TestKernel.image("VERSION_ID=9\n", "quiet"));
    assertThat(order()).containsExactly("a.efi", "b.efi");
  }
}
