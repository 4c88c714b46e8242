package dev.carafe.trust.certificate;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/// Writes elements in the distinguished encoding rules, innermost first.
///
/// Source: [X.690](https://www.itu.int/rec/T-REC-X.690), clauses 8, 10 and 11.
final class Der {
  private static final int FIRST_YEAR_OF_GENERALIZED_TIME = 2050;

  private Der() {}

  /// An element around others, or around the bytes of a value.
  static byte[] element(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] prefix = length(length);
    ByteBuffer element = ByteBuffer.allocate(1 + prefix.length + length).put((byte) tag);
    element.put(prefix);
    for (byte[] part : parts) {
      element.put(part);
    }
    return element.array();
  }

  /// 8.1.3 and 10.1: the shortest form.
  private static byte[] length(int length) {
    if (length < 0x80) {
      return new byte[] {(byte) length};
    }
    int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    byte[] bytes = new byte[1 + octets];
    bytes[0] = (byte) (0x80 | octets);
    for (int i = 0; i < octets; i++) {
      bytes[octets - i] = (byte) (length >>> (8 * i));
    }
    return bytes;
  }

  static byte[] sequence(byte[]... parts) {
    return element(Tag.SEQUENCE, parts);
  }

  static byte[] sequence(List<byte[]> parts) {
    return element(Tag.SEQUENCE, parts.toArray(new byte[0][]));
  }

  static byte[] integer(BigInteger value) {
    return element(Tag.INTEGER, value.toByteArray());
  }

  static byte[] integer(int value) {
    return integer(BigInteger.valueOf(value));
  }

  static byte[] yes() {
    return element(Tag.BOOLEAN, new byte[] {(byte) 0xff});
  }

  static byte[] text(String text) {
    return element(Tag.UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] octets(byte[] octets) {
    return element(Tag.OCTET_STRING, octets);
  }

  /// @param unused how many bits at the end mean nothing
  static byte[] bits(int unused, byte[] octets) {
    return element(Tag.BIT_STRING, new byte[] {(byte) unused}, octets);
  }

  /// 8.19: `2.5.29.15`.
  static byte[] objectIdentifier(String dotted) {
    List<Integer> arcs = new ArrayList<>();
    for (String arc : dotted.split("\\.", -1)) {
      arcs.add(Integer.valueOf(arc));
    }
    ByteBuffer content = ByteBuffer.allocate(5 * arcs.size());
    putArc(content, 40 * arcs.get(0) + arcs.get(1));
    arcs.subList(2, arcs.size()).forEach(arc -> putArc(content, arc));
    byte[] bytes = new byte[content.flip().remaining()];
    content.get(bytes);
    return element(Tag.OBJECT_IDENTIFIER, bytes);
  }

  /// Seven bits an octet; all but the last have the highest bit set.
  private static void putArc(ByteBuffer content, int arc) {
    int groups = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(arc) + 6) / 7);
    for (int i = groups - 1; i >= 0; i--) {
      content.put((byte) ((arc >>> (7 * i) & 0x7f) | (i > 0 ? 0x80 : 0)));
    }
  }

  /// [RFC 5280, section 4.1.2.5](https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5): two
  /// digits for the year as long as they are enough.
  static byte[] time(Instant instant) {
    ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
    boolean general = time.getYear() >= FIRST_YEAR_OF_GENERALIZED_TIME;
    StringBuilder text = new StringBuilder();
    digits(text, general ? 4 : 2, general ? time.getYear() : time.getYear() % 100);
    digits(text, 2, time.getMonthValue());
    digits(text, 2, time.getDayOfMonth());
    digits(text, 2, time.getHour());
    digits(text, 2, time.getMinute());
    digits(text, 2, time.getSecond());
    return element(
        general ? Tag.GENERALIZED_TIME : Tag.UTC_TIME,
        text.append('Z').toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static void digits(StringBuilder text, int count, int value) {
    String digits = Integer.toString(value);
    text.append("0".repeat(count - digits.length())).append(digits);
  }
}
