package dev.carafe.node.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.RandomText;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtoTest {

  @Test
  void writesTheSpecificationsExamples() {
    assertThat(hex(new ProtoWriter().number(1, 150))).isEqualTo("089601");
    assertThat(hex(new ProtoWriter().string(2, "testing"))).isEqualTo("120774657374696e67");
    assertThat(hex(new ProtoWriter().message(3, new ProtoWriter().number(1, 150))))
        .isEqualTo("1a03089601");
  }

  @Test
  void leavesOutDefaultsButNotEmptyElements() {
    assertThat(hex(new ProtoWriter().number(1, 0).string(2, ""))).isEmpty();
    assertThat(hex(new ProtoWriter().strings(2, List.of("")))).isEqualTo("1200");
  }

  @Test
  void absentFieldsReadAsDefaults() {
    ProtoMessage empty = read(new ProtoWriter());
    assertThat(empty.string(1)).isEmpty();
    assertThat(empty.number(1)).isZero();
    assertThat(empty.messages(1)).isEmpty();
    assertThat(empty.message(1).has(2)).isFalse();
  }

  @Test
  void unknownFieldsOfEveryKindAreSkipped() {
    byte[] bytes =
        HexFormat.of().parseHex("09" + "0102030405060708" + "15" + "01020304" + "0a00" + "1805");
    assertThat(new ProtoMessage(ByteBuffer.wrap(bytes)).number(3)).isEqualTo(5);
  }

  @Test
  void whatIsWrittenIsRead() {
    Random random = new Random(1);
    RandomText texts = new RandomText(1);
    for (int field = 1; field <= 5000; field++) {
      long number = random.nextLong() >> random.nextInt(Long.SIZE);
      String text = texts.between('\0', '\ud7ff', 50);
      ProtoMessage message =
          read(
              new ProtoWriter()
                  .number(field, number)
                  .string(field + 1, text)
                  .map(field + 2, Map.of(text, "v")));
      assertThat(message.number(field)).isEqualTo(number);
      assertThat(message.string(field + 1)).isEqualTo(text);
      assertThat(message.map(field + 2)).containsExactly(Map.entry(text, "v"));
    }
  }

  @Test
  void aMessageCutAnywhereInsideAFieldIsRefused() {
    byte[] whole = new ProtoWriter().string(2, "testing").toBytes();
    for (int length = 1; length < whole.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> new ProtoMessage(cut)).isInstanceOf(BrokenMessageException.class);
    }
  }

  private static ProtoMessage read(ProtoWriter written) {
    return new ProtoMessage(ByteBuffer.wrap(written.toBytes()));
  }

  private static String hex(ProtoWriter written) {
    return HexFormat.of().formatHex(written.toBytes());
  }
}
