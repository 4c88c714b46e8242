package dev.carafe.node.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The compressed form of header fields, without a dynamic table: we announce a table of size 0, so
/// a peer never refers to one, and we send every field as a literal.
///
/// Source: [RFC 7541](https://www.rfc-editor.org/rfc/rfc7541).
final class Hpack {
  /// Appendix A, from index 1: a name, and a value where the row has one.
  private static final List<Header> STATIC_TABLE =
      """
      :authority
      :method GET
      :method POST
      :path /
      :path /index.html
      :scheme http
      :scheme https
      :status 200
      :status 204
      :status 206
      :status 304
      :status 400
      :status 404
      :status 500
      accept-charset
      accept-encoding gzip, deflate
      accept-language
      accept-ranges
      accept
      access-control-allow-origin
      age
      allow
      authorization
      cache-control
      content-disposition
      content-encoding
      content-language
      content-length
      content-location
      content-range
      content-type
      cookie
      date
      etag
      expect
      expires
      from
      host
      if-match
      if-modified-since
      if-none-match
      if-range
      if-unmodified-since
      last-modified
      link
      location
      max-forwards
      proxy-authenticate
      proxy-authorization
      range
      referer
      refresh
      retry-after
      server
      set-cookie
      strict-transport-security
      transfer-encoding
      user-agent
      vary
      via
      www-authenticate
      """
          .lines()
          .map(Hpack::row)
          .toList();

  private Hpack() {}

  /// Section 6.2.2: a literal without indexing and with a new name, for each field.
  static byte[] encode(List<Header> headers) {
    ByteArrayOutputStream block = new ByteArrayOutputStream(256);
    for (Header header : headers) {
      block.write(0);
      writeString(block, header.name());
      writeString(block, header.value());
    }
    return block.toByteArray();
  }

  /// Section 6: the fields of a whole header block.
  ///
  /// @throws BrokenStreamException where the block refers to a table that cannot be there
  static List<Header> decode(ByteBuffer block) {
    List<Header> headers = new ArrayList<>();
    while (block.hasRemaining()) {
      int first = block.get() & 0xff;
      if (first >= 0b1000_0000) { // 6.1: indexed
        headers.add(known(readInteger(block, first, 7)));
      } else if (first >= 0b0100_0000) { // 6.2.1: literal, to be indexed
        headers.add(literal(block, readInteger(block, first, 6)));
      } else if (first >= 0b0010_0000) { // 6.3: size of the table
        readInteger(block, first, 5);
      } else { // 6.2.2 and 6.2.3: literal, not or never to be indexed
        headers.add(literal(block, readInteger(block, first, 4)));
      }
    }
    return headers;
  }

  private static Header literal(ByteBuffer block, int index) {
    String name = index == 0 ? readString(block) : known(index).name();
    return new Header(name, readString(block));
  }

  private static Header known(int index) {
    if (index < 1 || index > STATIC_TABLE.size()) {
      throw new BrokenStreamException("header field " + index + " is not in the static table");
    }
    return STATIC_TABLE.get(index - 1);
  }

  private static Header row(String line) {
    int space = line.indexOf(' ');
    return space < 0
        ? new Header(line, "")
        : new Header(line.substring(0, space), line.substring(space + 1));
  }

  /// Section 5.1: an integer whose first bits share a byte with something else.
  private static int readInteger(ByteBuffer block, int first, int prefixBits) {
    int limit = (1 << prefixBits) - 1;
    int value = first & limit;
    if (value < limit) {
      return value;
    }
    for (int shift = 0; shift <= 21; shift += 7) {
      int next = block.get();
      value += (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BrokenStreamException("a header's integer has more than four bytes");
  }

  /// Section 5.2.
  private static String readString(ByteBuffer block) {
    int first = block.get() & 0xff;
    int length = readInteger(block, first, 7);
    if (length > block.remaining()) {
      throw new BrokenStreamException(
          "a header's string of " + length + " bytes passes its block's end");
    }
    ByteBuffer string = block.slice(block.position(), length);
    block.position(block.position() + length);
    byte[] bytes = first >= 0b1000_0000 ? Huffman.decode(string) : new byte[length];
    if (first < 0b1000_0000) {
      string.get(bytes);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeString(ByteArrayOutputStream block, String string) {
    byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
    int length = bytes.length;
    if (length < 0x7f) {
      block.write(length);
    } else {
      block.write(0x7f);
      for (length -= 0x7f; length >= 0x80; length >>>= 7) {
        block.write((length & 0x7f) | 0x80);
      }
      block.write(length);
    }
    block.writeBytes(bytes);
  }
}
