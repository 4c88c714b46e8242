package dev.carafe.image.fat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.Oracle;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FatFileSystemIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {34, 64, 160, 512, 1024})
  void fsckFindsNothingToMend(int mib) throws IOException {
    Path image = folder.resolve("image");
    FatFileSystemTest.write(image, 0, (long) mib * FatFileSystemTest.MIB);
    assertThat(Oracle.tool("fsck.vfat").run("-n", "-v", image))
        .contains("32 bit entries")
        .doesNotContain("Free cluster summary wrong")
        .contains("111 files");
  }

  @Test
  void mtoolsListAndCopyTheFiles() throws IOException {
    Path image = folder.resolve("image");
    FatFileSystemTest.write(image, FatFileSystemTest.MIB, 40 * FatFileSystemTest.MIB);
    String drive = image + "@@1M";
    assertThat(Oracle.tool("mdir").run("-i", drive, "-/", "::"))
        .contains("Volume Serial Number is 1234-ABCD")
        .containsPattern("CARAFE~2 EFI +14 2026-01-02 +3:04 +carafe_1.0.1\\+3-0.efi");
    Path copy = folder.resolve("copy");
    Oracle.tool("mcopy").run("-i", drive, "::EFI/Linux/carafe_1.0.1+3-0.efi", copy);
    assertThat(copy).hasContent("another kernel");
  }

  @Test
  void whatMtoolsWriteIsRead() throws IOException {
    Path image = folder.resolve("image");
    FatFileSystemTest.write(image, 0, 40 * FatFileSystemTest.MIB);
    Path file = Files.write(folder.resolve("new file"), new byte[100_000]);
    Oracle.tool("mdel").run("-i", image, "::loader/loader.conf");
    Oracle.tool("mcopy").run("-i", image, file, "::loader/a new file.txt");
    try (FileChannel channel = FileChannel.open(image)) {
      FatContents contents = FatContents.of(channel, 0);
      List<String> loader =
          contents.files().stream()
              .map(FatContents.Item::path)
              .filter(path -> path.startsWith("loader"))
              .toList();
      assertThat(loader).containsExactlyInAnyOrder("loader/empty", "loader/a new file.txt");
      assertThat(contents.read("loader/a new file.txt")).contains(new byte[100_000]);
    }
  }
}
