package dev.carafe.image.uki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.Oracle;
import dev.carafe.image.content.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelAddonIT {
  private static final String COMMAND_LINE = "quiet" + " ".repeat(1531);
  private static final Path STUB = Oracle.file("usr/lib/systemd/boot/efi/addonx64.efi.stub");

  @TempDir Path folder;
  private Path ours;

  @BeforeEach
  void writeAddon() throws IOException {
    ours = folder.resolve("ours.addon.efi");
    try (FileChannel target =
        FileChannel.open(ours, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      KernelAddon.write(target, Content.of(STUB), COMMAND_LINE);
    }
  }

  /// `ukify` takes white space from a command line that it is given, but not from a file.
  @Test
  void ukifyBuildsTheSameBytes() throws IOException {
    Path text = Files.writeString(folder.resolve("cmdline"), COMMAND_LINE);
    Path theirs = folder.resolve("theirs.addon.efi");
    Oracle.tool("ukify").run("build", "--stub=" + STUB, "--cmdline=@" + text, "--output=" + theirs);
    assertThat(Files.mismatch(ours, theirs)).isEqualTo(-1);
  }

  @Test
  void ukifyFindsTheCommandLine() {
    assertThat(Oracle.tool("ukify").run("inspect", ours, "--json=short"))
        .contains("\".cmdline\": {\"size\": 1536")
        .contains("\"text\": \"" + COMMAND_LINE + "\"")
        .contains("uki-addon,1,UKI Addon");
  }
}
