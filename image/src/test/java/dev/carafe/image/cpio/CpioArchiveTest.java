package dev.carafe.image.cpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.content.Content;
import dev.carafe.image.tree.TreeEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpioArchiveTest {
  static final List<TreeEntry> TREE =
      List.of(
          new TreeEntry.Directory("etc", 0755),
          new TreeEntry.RegularFile("etc/initrd-release", 0644, Content.of("ID=carafe\n")),
          new TreeEntry.Symlink("init", "usr/lib/systemd/systemd"));

  static byte[] write(List<TreeEntry> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CpioArchive.write(Channels.newChannel(out), entries, Instant.ofEpochSecond(1));
    return out.toByteArray();
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertThat(CpioArchive.read(ByteBuffer.wrap(write(TREE))))
        .extracting(m -> "%o %s %s".formatted(m.mode(), m.name(), text(m.content())))
        .containsExactly(
            "40755 etc ",
            "100644 etc/initrd-release ID=carafe\n",
            "120777 init usr/lib/systemd/systemd");
  }

  @Test
  void aPipeHasAModeAndNothingInIt() throws IOException {
    assertThat(CpioArchive.read(ByteBuffer.wrap(write(List.of(new TreeEntry.Fifo("p", 0600))))))
        .extracting(m -> "%o %s%s".formatted(m.mode(), m.name(), text(m.content())))
        .containsExactly("10600 p");
  }

  @Test
  void archivesMayFollowEachOther() throws IOException {
    byte[] one = write(TREE);
    ByteBuffer two = ByteBuffer.allocate(2 * one.length + 512).put(one).position(one.length + 512);
    assertThat(CpioArchive.read(two.put(one).flip())).hasSize(2 * TREE.size());
    assertThat(one.length % 4).isZero();
  }

  @Test
  void whatIsWrittenTwiceIsTheSame() throws IOException {
    assertThat(write(TREE)).isEqualTo(write(TREE));
  }

  @Test
  void aCutArchiveIsRefused() throws IOException {
    ByteBuffer cut = ByteBuffer.wrap(write(TREE)).limit(250);
    assertThatThrownBy(() -> CpioArchive.read(cut))
        .isInstanceOf(BadCpioException.class)
        .hasMessage(
            "could not read the cpio archive at byte 248: "
                + "expected 10 bytes of etc/initrd-release, found 2");
  }

  @Test
  void otherBytesAreRefused() {
    ByteBuffer text = ByteBuffer.wrap("no archive ".repeat(20).getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> CpioArchive.read(text))
        .hasMessage("could not read the cpio archive at byte 0: expected 070701, found 'no arc'");
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }
}
