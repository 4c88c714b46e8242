package dev.carafe.node.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TarWriterTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final TarWriter tar = new TarWriter(out, Instant.ofEpochSecond(1_700_000_000L));

  @Test
  void aFileIsAHeaderAndWholeBlocks() throws IOException {
    tar.add("a/b", "hello".getBytes(StandardCharsets.US_ASCII));
    tar.end();
    byte[] archive = out.toByteArray();
    assertThat(archive).hasSize(4 * 512);
    assertThat(text(archive, 0, 4)).isEqualTo("a/b\0");
    assertThat(text(archive, 100, 8)).isEqualTo("0000600\0");
    assertThat(text(archive, 124, 12)).isEqualTo("00000000005\0");
    assertThat(text(archive, 136, 12)).isEqualTo("14524770400\0");
    assertThat(text(archive, 257, 8)).isEqualTo("ustar\00000".replace("\00000", "\0" + "00"));
    int sum = 8 * ' ';
    for (int i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? 0 : archive[i];
    }
    assertThat(text(archive, 148, 8)).isEqualTo("%06o\0 ".formatted(sum));
    assertThat(text(archive, 512, 6)).isEqualTo("hello\0");
  }

  @Test
  void aLongPathIsInTwoParts() throws IOException {
    tar.add("d".repeat(90) + "/" + "f".repeat(90), new byte[0]);
    assertThat(text(out.toByteArray(), 0, 91)).isEqualTo("f".repeat(90) + "\0");
    assertThat(text(out.toByteArray(), 345, 91)).isEqualTo("d".repeat(90) + "\0");
    assertThatThrownBy(() -> tar.add("f".repeat(101), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String text(byte[] archive, int from, int length) {
    return new String(Arrays.copyOfRange(archive, from, from + length), StandardCharsets.US_ASCII);
  }
}
