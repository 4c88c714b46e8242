package dev.carafe.image.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// A name in a FAT directory: its short form and, unless that says it all, the long entries before
/// it.
///
/// Source: Microsoft FAT specification, sections 6 and 7.
record FatName(String text, String shortName) {
  private static final int CHARACTERS = 13;
  private static final int[] PLACES = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

  /// Names a file so that its short name is none of those taken, and takes it.
  static FatName of(String text, Set<String> taken) {
    int dot = text.lastIndexOf('.');
    String stem = dot > 0 ? text.substring(0, dot) : text;
    String extension = dot > 0 ? text.substring(dot + 1) : "";
    String exact = pad(stem, 8) + pad(extension, 3);
    boolean fits =
        stem.length() <= 8
            && extension.length() <= 3
            && text.equals(text.toUpperCase(Locale.ROOT))
            && text.matches("[A-Z0-9_-]+(\\.[A-Z0-9_-]+)?");
    String name = exact;
    for (int i = 1; !fits && (i == 1 || taken.contains(name)); i++) {
      String tail = "~" + i;
      String clean = stem.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
      String head = clean.substring(0, Math.min(clean.length(), 8 - tail.length()));
      name =
          pad(head + tail, 8)
              + pad(extension.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""), 3);
    }
    taken.add(name);
    return new FatName(text, name);
  }

  /// How many directory entries it takes.
  int entries() {
    return 1 + longEntries();
  }

  private int longEntries() {
    String stem = shortName.substring(0, 8).strip();
    String extension = shortName.substring(8).strip();
    boolean same = text.equals(extension.isEmpty() ? stem : stem + "." + extension);
    return same ? 0 : Math.ceilDiv(text.length(), CHARACTERS);
  }

  /// Writes the long entries and the start of the short one.
  ///
  /// @return where the short entry starts
  int write(ByteBuffer directory, int at) {
    int count = longEntries();
    for (int i = count; i >= 1; i--) {
      int entry = at + (count - i) * 32;
      directory.put(entry, (byte) (i == count ? i | 0x40 : i));
      directory.put(entry + 11, (byte) 0x0f);
      directory.put(entry + 13, checksum());
      for (int c = 0; c < CHARACTERS; c++) {
        int index = (i - 1) * CHARACTERS + c;
        int unit = index < text.length() ? text.charAt(index) : index == text.length() ? 0 : 0xffff;
        directory.order(ByteOrder.LITTLE_ENDIAN).putShort(entry + PLACES[c], (short) unit);
      }
    }
    int shortEntry = at + count * 32;
    directory.put(shortEntry, shortName.getBytes(StandardCharsets.US_ASCII));
    return shortEntry;
  }

  private byte checksum() {
    int sum = 0;
    for (byte b : shortName.getBytes(StandardCharsets.US_ASCII)) {
      sum = (((sum & 1) << 7) + (sum >> 1) + (b & 0xff)) & 0xff;
    }
    return (byte) sum;
  }

  private static String pad(String text, int length) {
    String cut = text.length() > length ? text.substring(0, length) : text;
    return cut + " ".repeat(length - cut.length());
  }
}
