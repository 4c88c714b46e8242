package dev.carafe.node.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// The fixed Huffman code of header strings.
///
/// The code is canonical: symbols of one length are numbered upwards in the order of their value,
/// so their lengths alone define it.
///
/// Source: [RFC 7541, appendix B](https://www.rfc-editor.org/rfc/rfc7541#appendix-B).
final class Huffman {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;

  /// The length of each symbol's code, 'A' being five bits: the bytes 0 to 255, then the end of
  /// string.
  private static final String LENGTHS =
      "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHF"
          + "IBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJBKABABABBBACCBBBABCBAABCCCCCKGJIX"
          + "PRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSRRS"
          + "VVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWV"
          + "Z";

  /// Symbols by length, then by value.
  private static final short[] SYMBOLS = new short[LENGTHS.length()];

  /// How many symbols have a code of a length.
  private static final int[] COUNT = new int[LONGEST + 1];

  static {
    int next = 0;
    for (int length = SHORTEST; length <= LONGEST; length++) {
      for (short symbol = 0; symbol < LENGTHS.length(); symbol++) {
        if (LENGTHS.charAt(symbol) - 'A' + SHORTEST == length) {
          SYMBOLS[next++] = symbol;
          COUNT[length]++;
        }
      }
    }
  }

  private Huffman() {}

  /// Decodes all of `coded`; bits left over at the end are padding.
  static byte[] decode(ByteBuffer coded) {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(coded.remaining() * 2);
    int code = 0;
    int length = 0;
    int first = 0;
    int index = 0;
    while (coded.hasRemaining()) {
      byte bits = coded.get();
      for (int bit = 7; bit >= 0; bit--) {
        code = code << 1 | (bits >> bit & 1);
        first <<= 1;
        length++;
        if (code - first < COUNT[length]) {
          decoded.write(SYMBOLS[index + code - first]);
          code = length = first = index = 0;
        } else {
          first += COUNT[length];
          index += COUNT[length];
        }
      }
    }
    return decoded.toByteArray();
  }
}
