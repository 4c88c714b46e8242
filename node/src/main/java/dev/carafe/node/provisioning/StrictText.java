package dev.carafe.node.provisioning;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// UTF-8 without a doubtful byte. A byte order mark at the start is left out.
///
/// Source: [RFC 3629](https://www.rfc-editor.org/rfc/rfc3629).
final class StrictText {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final String INSTEAD = "save the text in UTF-8";

  private StrictText() {}

  /// The text that some bytes are; empty, and a problem, where they are none.
  static Optional<String> decode(String source, byte[] bytes, List<Problem> problems) {
    if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0xff, 0xfe)) {
      problems.add(new Problem(new Position(source, 1, 1), "it is in UTF-16", INSTEAD));
      return Optional.empty();
    }
    int start = startsWith(bytes, 0xef, 0xbb, 0xbf) ? MARK.length : 0;
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(in)
              .toString());
    } catch (CharacterCodingException _) {
      problems.add(wrongByte(source, Arrays.copyOfRange(bytes, start, in.position()), in.get()));
      return Optional.empty();
    }
  }

  static boolean startsWith(byte[] bytes, int... expected) {
    if (bytes.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static Problem wrongByte(String source, byte[] before, byte wrong) {
    String text = new String(before, StandardCharsets.UTF_8);
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    int column = text.length() - text.lastIndexOf('\n');
    String hex = Integer.toHexString(wrong & 0xff);
    return new Problem(
        new Position(source, line, column), "byte 0x" + hex + " is no UTF-8", INSTEAD);
  }
}
