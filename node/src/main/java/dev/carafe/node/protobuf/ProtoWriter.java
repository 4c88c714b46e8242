package dev.carafe.node.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes one message of protocol buffers, field by field. Fields with their default value are left
/// out, as proto3 wants it.
///
/// Source: [encoding](https://protobuf.dev/programming-guides/encoding/).
public final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public ProtoWriter string(int field, String value) {
    return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public ProtoWriter strings(int field, List<String> values) {
    values.forEach(value -> bytes(field, value.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  public ProtoWriter number(int field, long value) {
    if (value != 0) {
      tag(field, VARINT);
      varint(value);
    }
    return this;
  }

  public ProtoWriter message(int field, ProtoWriter message) {
    return bytes(field, message.toBytes());
  }

  /// A map is a repeated message of key and value.
  public ProtoWriter map(int field, Map<String, String> map) {
    map.forEach((key, value) -> message(field, new ProtoWriter().string(1, key).string(2, value)));
    return this;
  }

  public byte[] toBytes() {
    return bytes.toByteArray();
  }

  /// Written even where it is empty.
  public ProtoWriter bytes(int field, byte[] value) {
    tag(field, LENGTH);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void tag(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  private void varint(long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
    }
    bytes.write((int) rest);
  }
}
