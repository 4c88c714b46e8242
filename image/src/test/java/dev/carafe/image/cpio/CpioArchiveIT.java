package dev.carafe.image.cpio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpioArchiveIT {
  @TempDir Path folder;

  @Test
  void cpioListsTheTree() throws IOException {
    Path archive =
        Files.write(folder.resolve("a.cpio"), CpioArchiveTest.write(CpioArchiveTest.TREE));
    String listing = Oracle.tool("cpio").run("--list", "--verbose", "--quiet", "-F", archive);
    assertThat(listing.lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "drwxr-xr-x 2 root root 0 Jan 1 1970 etc",
            "-rw-r--r-- 1 root root 10 Jan 1 1970 etc/initrd-release",
            "lrwxrwxrwx 1 root root 23 Jan 1 1970 init -> usr/lib/systemd/systemd");
  }
}
