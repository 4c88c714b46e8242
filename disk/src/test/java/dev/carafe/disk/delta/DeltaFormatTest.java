package dev.carafe.disk.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaFormatTest {
  private static final int COPY = 160;
  private static final int ZERO = COPY + 8 + 32 + 8;
  private static final int LITERAL = ZERO + 8;
  private static final int PATCH = LITERAL + 8 + 32 + 36;

  private static final byte[] SOURCE = random(1, 20);
  private static final byte[] TARGET = random(2, 12);

  private static byte[] random(int seed, int blocks) {
    byte[] bytes = new byte[blocks * Extent.BLOCK];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static DeltaMaker maker() {
    byte[] target = TARGET.clone();
    System.arraycopy(SOURCE, 0, target, 0, 3 * Extent.BLOCK);
    System.arraycopy(new byte[2 * Extent.BLOCK], 0, target, 3 * Extent.BLOCK, 2 * Extent.BLOCK);
    return new DeltaMaker(SOURCE, target)
        .copy(0, 3)
        .zero(2)
        .literal(3)
        .patch(4, new Extent(4, 3), new Extent(10, 2));
  }

  private static ByteBuffer head() {
    return DeltaFormat.write(maker().toFileSystem()).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void whatIsWrittenIsRead() {
    for (Delta delta : List.of(maker().toFileSystem(), maker().toFile())) {
      assertThat(DeltaFormat.read(DeltaFormat.write(delta))).isEqualTo(delta);
    }
    Delta whole = new DeltaMaker(new byte[0], TARGET).literal(12).toFileSystem();
    assertThat(DeltaFormat.read(DeltaFormat.write(whole))).isEqualTo(whole);
    assertThat(whole.source()).isEmpty();
  }

  @Test
  void theHeadIsFoundAtTheStartOfTheWhole() throws IOException {
    Delta delta = maker().toFileSystem();
    byte[] head = DeltaFormat.write(delta).array();
    byte[] payload = maker().payload();
    byte[] whole = new byte[head.length + payload.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(payload, 0, whole, head.length, payload.length);
    assertThat(DeltaFormat.read(ByteSource.of(whole))).isEqualTo(delta);
    assertThat(DeltaFormat.payload(ByteSource.of(whole), delta).bytes()).isEqualTo(payload);
  }

  /// No bit of a head is without a meaning.
  @Test
  void everyFlippedBitIsRefusedOrMeansSomethingElse() {
    Delta delta = maker().toFileSystem();
    byte[] head = head().array();
    List<String> refusals = new ArrayList<>();
    for (int bit = 0; bit < head.length * 8; bit++) {
      byte[] flipped = head.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        Delta read = DeltaFormat.read(ByteBuffer.wrap(flipped));
        assertThat(read).isNotEqualTo(delta);
        assertThat(DeltaFormat.write(read).array()).isEqualTo(flipped);
      } catch (BadDeltaException e) {
        refusals.add(e.getMessage());
      }
    }
    assertThat(refusals)
        .hasSizeGreaterThan(head.length)
        .allMatch(why -> why.startsWith("could not read the delta: "));
  }

  @Test
  void everyCutIsRefused() {
    byte[] head = head().array();
    for (int size = 0; size < head.length; size++) {
      ByteBuffer cut = ByteBuffer.wrap(head, 0, size);
      assertThatThrownBy(() -> DeltaFormat.read(cut)).isInstanceOf(BadDeltaException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0   | 0          | magic at byte 0: expected CRFDELTA, found other bytes
          8   | 2          | format at byte 8: expected 1, found 2
          12  | 100        | size of the head at byte 12: expected 160 to 1048576, found 100
          12  | 2000000    | size of the head at byte 12: expected 160 to 1048576, found 2000000
          12  | 170        | size of the head at byte 12: expected 384, found 170
          16  | 3          | target at byte 64: expected kind 1 or 2, found 3
          16  | 2          | head at byte 105: expected 0x00, found 0x11
          20  | 3          | head at byte 20: expected 0x04, found 0x03
          24  | 0          | operations at byte 160: expected blocks of a source of 0, found blocks 0 to 2
          24  | 8192       | operations at byte 160: expected blocks of a source of 2, found blocks 0 to 2
          28  | 0x80000000 | source at byte 24: expected the size of a source, found -9223372036854693888
          64  | 49151      | operations at byte 160: expected number of blocks 11, found 12
          64  | 49153      | head at byte 64: expected 0x00, found 0x01
          64  | 0          | target at byte 64: expected 2 to 4294967296 blocks of the target, found 0
          152 | 1          | head at byte 15
          160 | 9          | operation 0 at byte 160: expected kind 0, 1, 2 or 3, found 9
          164 | 0          | operation 0 at byte 160: expected blocks below 4294967296, found 0 from 0
          164 | -1         | operation 0 at byte 160: expected blocks below 4294967296, found -1 from 0
          164 | 1025       | operation 0 at byte 160: expected 1 to 1024 blocks, found 1025
          164 | 4          | operation 0 at byte 160: expected 4 to 4 blocks of the source, found 3
          204 | 2          | operation 0 at byte 160: expected 3 to 3 blocks of the source, found 2
          200 | 18         | operations at byte 160: expected blocks of a source of 20, found blocks 18 to 20
          200 | -1         | operation 0 at byte 160: expected blocks below 4294967296, found 3 from 4294967295
          208 | 65537      | head at byte 210: expected 0x00, found 0x01
          212 | 3          | operations at byte 160: expected number of blocks 12, found 13
          256 | 0          | operation 2 at byte 216: expected a frame of 1 to 4259840 bytes, found 0
          256 | 5000000    | operation 2 at byte 216: expected a frame of 1 to 4259840 bytes, found 5000000
          292 | 0x00ff0003 | operation 3 at byte 292: expected more of it, found the end of the head
          292 | 3          | operation 3 at byte 292: expected 1 to 2048 blocks of the source, found 0
          372 | 2047       | operation 3 at byte 292: expected 1 to 2048 blocks of the source, found 2049
          """)
  void whatCannotBeIsRefused(int at, String value, String why) {
    ByteBuffer head = head();
    head.putInt(at, Long.decode(value).intValue());
    assertThatThrownBy(() -> DeltaFormat.read(head))
        .isInstanceOf(BadDeltaException.class)
        .hasMessageStartingWith("could not read the delta: " + why);
  }

  @Test
  void offsetsOfTheTableAboveAreThoseOfTheOperations() {
    ByteBuffer head = head();
    assertThat(head.getInt(COPY)).isEqualTo(1 << 16);
    assertThat(head.getInt(ZERO)).isEqualTo(1);
    assertThat(head.getInt(LITERAL)).isEqualTo(2);
    assertThat(head.getInt(PATCH)).isEqualTo(2 << 16 | 3);
    assertThat(head.limit()).isEqualTo(PATCH + 8 + 32 + 36 + 16);
  }

  @Test
  void whatNobodyWouldReadIsNotWritten() {
    Sha256 digest = Sha256.of("any");
    List<Operation> operations = new ArrayList<>();
    for (int block = 0; block < 22_000; block++) {
      operations.add(new Operation.Copy(new Extent(block, 1), digest, List.of(new Extent(0, 1))));
    }
    Delta delta =
        new Delta(
            Optional.of(new DeltaSource(digest, 1)),
            new DeltaTarget.File(digest, 22_000L * Extent.BLOCK),
            operations);
    assertThatThrownBy(() -> DeltaFormat.write(delta))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a head of at most 1048576 bytes, found 1056160");
  }
}
