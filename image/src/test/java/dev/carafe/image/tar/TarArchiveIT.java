package dev.carafe.image.tar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarArchiveIT {
  @TempDir Path folder;

  @Test
  void tarListsTheTree() throws IOException {
    Path archive = Files.write(folder.resolve("a.tar"), TarArchiveTest.write(TarArchiveTest.TREE));
    String listing =
        Oracle.tool("tar")
            .run("-tvf", archive, "--numeric-owner", "--xattrs-include=*", "--full-time");
    assertThat(listing.lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "drwxr-xr-x 0/0 0 1970-01-01 00:00:01 usr/",
            "-rwxr-xr-x* 0/0 5 1970-01-01 00:00:01 usr/ping",
            "lrwxrwxrwx 0/0 0 1970-01-01 00:00:01 usr/link -> " + TarArchiveTest.LONG,
            "-rw-r--r-- 0/0 3 1970-01-01 00:00:01 usr/" + TarArchiveTest.LONG);
  }

  @Test
  void mkfsErofsTakesTheTree() throws IOException {
    Path archive = Files.write(folder.resolve("a.tar"), TarArchiveTest.write(TarArchiveTest.TREE));
    Path image = folder.resolve("a.erofs");
    Oracle.tool("mkfs.erofs").run("--tar=f", "-T0", "--all-root", image, archive);
    Oracle.tool("fsck.erofs").run(image);
    assertThat(Oracle.tool("dump.erofs").run("--path=/usr/" + TarArchiveTest.LONG, image))
        .contains("Size: 3 ");
  }
}
