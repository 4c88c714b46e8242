package dev.carafe.image.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.content.Content;
import dev.carafe.image.tree.TreeEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarArchiveTest {
  static final String LONG = "a-long-name/".repeat(12) + "end";
  static final List<TreeEntry> TREE =
      List.of(
          new TreeEntry.Directory("usr", 0755),
          new TreeEntry.RegularFile(
              "usr/ping",
              0755,
              Content.of("hello"),
              Map.of("security.capability", ByteBuffer.wrap(new byte[] {1, 0, '\n', 2}))),
          new TreeEntry.Symlink("usr/link", LONG),
          new TreeEntry.RegularFile("usr/" + LONG, 0644, Content.of("end")));

  @TempDir Path folder;

  static byte[] write(List<TreeEntry> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TarArchive.write(Channels.newChannel(out), entries, Instant.ofEpochSecond(1));
    return out.toByteArray();
  }

  @Test
  void whatIsWrittenTwiceIsTheSame() throws IOException {
    assertThat(write(TREE)).isEqualTo(write(TREE));
  }

  @Test
  void everythingIsWholeBlocks() throws IOException {
    assertThat(write(TREE).length % 512).isZero();
    assertThat(write(List.of())).isEqualTo(new byte[1024]);
  }

  @Test
  void contentComesFromARangeOfAFile() throws IOException {
    Path source = Files.writeString(folder.resolve("source"), "before-inside-after");
    Content range = new Content.FileRange(source, 7, 6);
    byte[] archive = write(List.of(new TreeEntry.RegularFile("f", 0644, range)));
    assertThat(new String(archive, 512, 7, StandardCharsets.UTF_8)).isEqualTo("inside\0");
  }

  @Test
  void aFileThatBecameShorterIsAnError() throws IOException {
    Path source = Files.writeString(folder.resolve("source"), "short");
    List<TreeEntry> tree =
        List.of(new TreeEntry.RegularFile("f", 0644, new Content.FileRange(source, 0, 9)));
    assertThatThrownBy(() -> write(tree))
        .hasMessage("could not read " + source + ": expected 9 bytes from 0, found 5");
  }
}
