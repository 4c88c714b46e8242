package dev.carafe.image.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The header of one member of an `ar` archive, 60 bytes in ASCII; the member follows, padded to an
/// even length.
///
/// Source: [deb(5)](https://manpages.debian.org/deb.5), `ar(5)`.
record ArMember(String name, long size) {
  static final String MAGIC = "!<arch>\n";
  private static final int LENGTH = 60;
  private static final int NAME_LENGTH = 16;
  private static final int SIZE_OFFSET = 48;
  private static final int SIZE_LENGTH = 10;
  private static final String END = "`\n";

  /// The next header; empty at the end of the archive.
  static Optional<ArMember> read(InputStream in) throws IOException {
    byte[] header = in.readNBytes(LENGTH);
    if (header.length == 0) {
      return Optional.empty();
    }
    if (header.length < LENGTH) {
      throw new EOFException("the ar archive ends within a header");
    }
    String text = new String(header, StandardCharsets.US_ASCII);
    if (!text.endsWith(END)) {
      throw new IOException("expected an ar header, found something else");
    }
    String name = text.substring(0, NAME_LENGTH).strip();
    String size = text.substring(SIZE_OFFSET, SIZE_OFFSET + SIZE_LENGTH).strip();
    try {
      return Optional.of(
          new ArMember(
              name.endsWith("/") ? name.substring(0, name.length() - 1) : name,
              Long.parseLong(size)));
    } catch (NumberFormatException e) {
      throw new IOException("expected the size of ar member " + name + ", found " + size, e);
    }
  }

  long padding() {
    return size % 2;
  }
}
