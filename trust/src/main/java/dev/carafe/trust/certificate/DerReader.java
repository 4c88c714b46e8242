package dev.carafe.trust.certificate;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads elements one after the other, strictly: one way to write each is accepted, and nothing may
/// be left over.
///
/// Source: [X.690](https://www.itu.int/rec/T-REC-X.690), clauses 8 and 10.
final class DerReader {
  private final String what;
  private final ByteBuffer bytes;

  /// @param what how messages call the whole
  DerReader(String what, byte[] bytes) {
    this(what, ByteBuffer.wrap(bytes));
  }

  private DerReader(String what, ByteBuffer bytes) {
    this.what = what;
    this.bytes = bytes;
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  /// Whether the next element has this tag.
  boolean isNext(int tag) {
    return bytes.hasRemaining() && (bytes.get(bytes.position()) & 0xff) == tag;
  }

  int nextTag() {
    return bytes.hasRemaining() ? bytes.get(bytes.position()) & 0xff : -1;
  }

  /// The next element with its tag and length.
  byte[] whole() {
    int start = bytes.position();
    content(nextTag());
    return Arrays.copyOfRange(bytes.array(), at(start), at(bytes.position()));
  }

  private int at(int position) {
    return bytes.arrayOffset() + position;
  }

  /// What is in the next element, which must have this tag.
  byte[] value(int tag) {
    ByteBuffer content = content(tag);
    byte[] value = new byte[content.remaining()];
    content.get(value);
    return value;
  }

  /// The elements in the next element, which must have this tag.
  DerReader enter(int tag) {
    return new DerReader(what, content(tag));
  }

  void end() {
    if (bytes.hasRemaining()) {
      throw wrong("there is something behind the end");
    }
  }

  private ByteBuffer content(int tag) {
    if (!isNext(tag) || (tag & 0x1f) == 0x1f) {
      throw wrong("expected tag " + tag + ", found " + nextTag());
    }
    bytes.get();
    int length = length();
    if (length > bytes.remaining()) {
      throw wrong("it ends in the middle of an element");
    }
    ByteBuffer content = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return content;
  }

  private int length() {
    int first = octet();
    if (first < 0x80) {
      return first;
    }
    int octets = first & 0x7f;
    if (octets == 0 || octets > 3) {
      throw wrong("a length has " + octets + " octets");
    }
    int length = 0;
    for (int i = 0; i < octets; i++) {
      length = length << 8 | octet();
    }
    if (length < 0x80 || length >>> (8 * (octets - 1)) == 0) {
      throw wrong("a length is longer than it need be");
    }
    return length;
  }

  private int octet() {
    if (!bytes.hasRemaining()) {
      throw wrong("it ends in the middle of an element");
    }
    return bytes.get() & 0xff;
  }

  MalformedException wrong(String why) {
    return new MalformedException(what, why);
  }
}
