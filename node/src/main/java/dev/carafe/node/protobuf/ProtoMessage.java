package dev.carafe.node.protobuf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One received message of protocol buffers. An absent field reads as its default value; where a
/// field came several times, the last counts.
///
/// Source: [encoding](https://protobuf.dev/programming-guides/encoding/).
public final class ProtoMessage {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final List<Field> fields = new ArrayList<>();

  private record Field(int number, long varint, ByteBuffer bytes) {}

  public ProtoMessage(ByteBuffer encoded) {
    ByteBuffer rest = encoded.duplicate();
    try {
      while (rest.hasRemaining()) {
        fields.add(field(rest));
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException _) {
      throw new BrokenMessageException(
          "a message of " + encoded.remaining() + " bytes ends inside a field");
    }
  }

  public String string(int field) {
    return StandardCharsets.UTF_8.decode(bytes(field).duplicate()).toString();
  }

  public long number(int field) {
    long last = 0;
    for (Field found : fields) {
      if (found.number == field) {
        last = found.varint;
      }
    }
    return last;
  }

  public boolean has(int field) {
    return fields.stream().anyMatch(found -> found.number == field);
  }

  public ProtoMessage message(int field) {
    return new ProtoMessage(bytes(field));
  }

  public List<ProtoMessage> messages(int field) {
    return fields.stream()
        .filter(found -> found.number == field)
        .map(found -> new ProtoMessage(found.bytes))
        .toList();
  }

  public Map<String, String> map(int field) {
    Map<String, String> map = new LinkedHashMap<>();
    messages(field).forEach(entry -> map.put(entry.string(1), entry.string(2)));
    return map;
  }

  public ByteBuffer bytes(int field) {
    ByteBuffer last = EMPTY;
    for (Field found : fields) {
      if (found.number == field) {
        last = found.bytes;
      }
    }
    return last;
  }

  private static Field field(ByteBuffer rest) {
    long tag = varint(rest);
    int number = (int) (tag >>> 3);
    return switch ((int) tag & 7) {
      case 0 -> new Field(number, varint(rest), EMPTY);
      case 1 -> new Field(number, rest.getLong(), EMPTY);
      case 2 -> new Field(number, 0, take(rest, varint(rest)));
      case 5 -> new Field(number, rest.getInt(), EMPTY);
      default -> throw new BrokenMessageException("a field has wire type " + (tag & 7));
    };
  }

  private static ByteBuffer take(ByteBuffer rest, long length) {
    if (length < 0 || length > rest.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer bytes = rest.slice(rest.position(), (int) length);
    rest.position(rest.position() + (int) length);
    return bytes;
  }

  private static long varint(ByteBuffer rest) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = rest.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BrokenMessageException("a number has more than ten bytes");
  }
}
