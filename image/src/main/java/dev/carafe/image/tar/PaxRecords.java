package dev.carafe.image.tar;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.image.tree.TreeEntry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a ustar header cannot hold: records `LENGTH KEY=VALUE\n`, in the order of their keys.
record PaxRecords(SortedMap<String, ByteBuffer> values) {

  static PaxRecords of(TreeEntry entry) {
    SortedMap<String, ByteBuffer> values = new TreeMap<>();
    String directorySlash = entry instanceof TreeEntry.Directory ? "/" : "";
    addIfLong(values, "path", entry.path() + directorySlash);
    switch (entry) {
      case TreeEntry.Directory _, TreeEntry.Fifo _ -> {}
      case TreeEntry.RegularFile file -> addAttributes(values, file.attributes());
      case TreeEntry.Symlink link -> addIfLong(values, "linkpath", link.target());
    }
    return new PaxRecords(values);
  }

  private static void addIfLong(Map<String, ByteBuffer> values, String key, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > TarHeader.NAME_SIZE) {
      values.put(key, ByteBuffer.wrap(bytes));
    }
  }

  private static void addAttributes(
      Map<String, ByteBuffer> values, Map<String, ByteBuffer> attributes) {
    attributes.forEach((name, value) -> values.put("SCHILY.xattr." + name, value));
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    values.forEach((key, value) -> {
      byte[] start = (" " + key + "=").getBytes(UTF_8);
      byte[] bytes = new byte[value.remaining()];
      value.get(value.position(), bytes);
      all.writeBytes(Integer.toString(length(start.length + bytes.length + 1)).getBytes(UTF_8));
      all.writeBytes(start);
      all.writeBytes(bytes);
      all.write('\n');
    });
    return all.toByteArray();
  }

  /// A record's length counts its own digits.
  private static int length(int rest) {
    int length = rest + 1;
    while (rest + Integer.toString(length).length() > length) {
      length++;
    }
    return length;
  }
}
