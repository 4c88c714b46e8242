package dev.carafe.cli.node.unix;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// What has come and nobody has read yet.
final class Incoming extends BufferedInputStream {
  private static final int LONGEST_LINE = 8192;

  Incoming(InputStream in) {
    super(in);
  }

  /// The next line, without its `\r\n`. A line feed alone ends no line.
  ///
  /// @throws BadAnswerException where it is too long
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = read(); next != '\n'; next = read()) {
      if (next < 0) {
        throw early();
      }
      if (line.length() == LONGEST_LINE) {
        throw new BadAnswerException(
            "a line of its answer has more than " + LONGEST_LINE + " bytes");
      }
      line.append((char) next);
    }
    int end = line.length() - 1;
    if (end < 0 || line.charAt(end) != '\r') {
      throw new BadAnswerException("a line of its answer does not end with CR LF");
    }
    return line.substring(0, end);
  }

  static EOFException early() {
    return new EOFException("the connection ended before the answer did");
  }
}
