package dev.carafe.node.cri;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A protobuf message by field numbers: the few fields of containerd's interface that the agent
/// uses, without the thousands of classes that a compiler would make of all of it.
///
/// Source: [Protocol Buffers encoding](https://protobuf.dev/programming-guides/encoding/).
final class Message {
  private final Map<Integer, List<Object>> fields = new TreeMap<>();

  /// Sets a text, unless it is empty.
  Message text(int field, String value) {
    return value.isEmpty() ? this : add(field, value);
  }

  /// Adds texts.
  Message texts(int field, List<String> values) {
    values.forEach(value -> add(field, value));
    return this;
  }

  /// Sets a number, unless it is 0.
  Message number(int field, long value) {
    return value == 0 ? this : add(field, value);
  }

  /// Adds a message.
  Message message(int field, Message value) {
    return add(field, value);
  }

  /// Adds a map of texts.
  Message map(int field, Map<String, String> entries) {
    new TreeMap<>(entries)
        .forEach((key, value) -> add(field, new Message().text(1, key).text(2, value)));
    return this;
  }

  private Message add(int field, Object value) {
    fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(value);
    return this;
  }

  /// The text of a field, empty if it is absent.
  String text(int field) {
    return bytes(field).map(Message::decode).orElse("");
  }

  /// The number of a field, 0 if it is absent.
  long number(int field) {
    return fields.getOrDefault(field, List.of()).stream()
        .filter(Long.class::isInstance)
        .map(Long.class::cast)
        .findFirst()
        .orElse(0L);
  }

  /// The message of a field, empty if it is absent.
  Message message(int field) {
    return bytes(field).map(Message::parse).orElseGet(Message::new);
  }

  /// Whether a field is there.
  boolean has(int field) {
    return fields.containsKey(field);
  }

  /// The messages of a repeated field.
  List<Message> messages(int field) {
    return fields.getOrDefault(field, List.of()).stream()
        .filter(byte[].class::isInstance)
        .map(byte[].class::cast)
        .map(Message::parse)
        .toList();
  }

  /// The map of a field.
  Map<String, String> map(int field) {
    Map<String, String> map = new TreeMap<>();
    messages(field).forEach(entry -> map.put(entry.text(1), entry.text(2)));
    return map;
  }

  private Optional<byte[]> bytes(int field) {
    return fields.getOrDefault(field, List.of()).stream()
        .filter(byte[].class::isInstance)
        .map(byte[].class::cast)
        .findFirst();
  }

  private static String decode(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }

  /// The encoded message.
  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      for (Map.Entry<Integer, List<Object>> field : fields.entrySet()) {
        for (Object value : field.getValue()) {
          switch (value) {
            case Long number -> out.writeInt64(field.getKey(), number);
            case String text -> out.writeString(field.getKey(), text);
            case Message message -> out.writeByteArray(field.getKey(), message.encode());
            case byte[] raw -> out.writeByteArray(field.getKey(), raw);
            default -> throw new IllegalStateException("not a field: " + value);
          }
        }
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /// Decodes a message.
  ///
  /// @throws UncheckedIOException if it is none
  static Message parse(ByteBuffer encoded) {
    return parse(CodedInputStream.newInstance(encoded));
  }

  private static Message parse(byte[] encoded) {
    return parse(CodedInputStream.newInstance(encoded));
  }

  private static Message parse(CodedInputStream in) {
    Message message = new Message();
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = WireFormat.getTagFieldNumber(tag);
        switch (WireFormat.getTagWireType(tag)) {
          case WireFormat.WIRETYPE_VARINT -> message.add(field, in.readInt64());
          case WireFormat.WIRETYPE_LENGTH_DELIMITED -> message.add(field, in.readByteArray());
          default -> in.skipField(tag);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not decode a message: " + e.getMessage(), e);
    }
    return message;
  }
}
