package dev.carafe.image.fat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/// Thirteen characters of a long name in an entry of a directory. The parts stand before the entry
/// they name, the last one first. Source: fatgen103, "Long Directory Entries".
final class LongNamePart {
  /// How many characters a part holds.
  static final int LENGTH = 13;

  /// What tells a part from other entries.
  static final int ATTRIBUTES = 0x0f;

  private static final int LAST = 0x40;
  private static final int CHECKSUM = 13;
  private static final int[] CHARACTERS = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

  private LongNamePart() {}

  static void putAll(ByteBuffer entries, FatName name) {
    int parts = name.slots() - 1;
    for (int part = parts; part > 0; part--) {
      int at = entries.position();
      entries.put(at, (byte) (part == parts ? LAST | part : part));
      entries.put(at + DirectoryEntry.ATTRIBUTES, (byte) ATTRIBUTES);
      entries.put(at + CHECKSUM, (byte) checksum(name.alias()));
      for (int i = 0; i < LENGTH; i++) {
        entries.putChar(at + CHARACTERS[i], unit(name.name(), (part - 1) * LENGTH + i));
      }
      entries.position(at + DirectoryEntry.SIZE);
    }
  }

  /// After the name comes one zero, then ones.
  private static char unit(String name, int index) {
    if (index < name.length()) {
      return name.charAt(index);
    }
    return index == name.length() ? '\0' : '\uffff';
  }

  private static int checksum(String alias) {
    int sum = 0;
    for (byte b : alias.getBytes(US_ASCII)) {
      sum = ((sum & 1) << 7) + (sum >> 1) + b & 0xff;
    }
    return sum;
  }

  /// The characters in a part.
  static String get(ByteBuffer entry) {
    StringBuilder text = new StringBuilder();
    for (int offset : CHARACTERS) {
      char unit = entry.getChar(offset);
      if (unit == '\0') {
        break;
      }
      text.append(unit);
    }
    return text.toString();
  }
}
