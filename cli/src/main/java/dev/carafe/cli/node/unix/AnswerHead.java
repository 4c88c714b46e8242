package dev.carafe.cli.node.unix;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How an answer begins, read strictly.
///
/// Source: [RFC 9112, sections 4 to 6](https://www.rfc-editor.org/rfc/rfc9112#section-4).
///
/// @param headers by name in lower case; values of the same name are joined by commas
record AnswerHead(int status, Map<String, String> headers) {
  private static final int MOST_HEADERS = 64;
  private static final String VERSION = "HTTP/1.1 ";
  private static final String LENGTH = "content-length";
  private static final String ENCODING = "transfer-encoding";

  /// A second one of these would be a second opinion on where the answer ends.
  private static final Set<String> ONCE = Set.of(LENGTH, ENCODING);

  static AnswerHead read(Incoming in) throws IOException {
    int status = status(in.line());
    Map<String, String> headers = new LinkedHashMap<>();
    int count = 0;
    for (String line = in.line(); !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || line.substring(0, colon).contains(" ")) {
        throw new BadAnswerException("a header of its answer is not 'NAME: VALUE'");
      }
      if (++count > MOST_HEADERS) {
        throw new BadAnswerException("its answer has more than " + MOST_HEADERS + " headers");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (ONCE.contains(name) && headers.containsKey(name)) {
        throw new BadAnswerException("its answer has the header " + name + " twice");
      }
      headers.merge(name, value, (before, more) -> before + ", " + more);
    }
    return new AnswerHead(status, headers);
  }

  private static int status(String line) throws BadAnswerException {
    String digits = line.startsWith(VERSION) ? line.substring(VERSION.length()) : "";
    if (!digits.matches("[1-5][0-9]{2}( .*)?")) {
      throw new BadAnswerException("it does not speak HTTP/1.1");
    }
    return Integer.parseInt(digits.substring(0, 3));
  }

  Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /// Whether the body comes in chunks.
  ///
  /// @throws BadAnswerException where nothing says where the body ends, or two things do
  boolean isChunked() throws BadAnswerException {
    Optional<String> encoding = header(ENCODING);
    if (encoding.isEmpty()) {
      return false;
    }
    if (!encoding.get().equalsIgnoreCase("chunked") || headers.containsKey(LENGTH)) {
      throw new BadAnswerException("it is not clear where its answer ends");
    }
    return true;
  }

  /// How many bytes the body has that does not come in chunks.
  ///
  /// @throws BadAnswerException where nothing says so
  long length() throws BadAnswerException {
    if (status == 204) {
      return 0;
    }
    String digits = header(LENGTH).orElse("");
    if (!digits.matches("[0-9]{1,18}")) {
      throw new BadAnswerException("it is not clear where its answer ends");
    }
    return Long.parseLong(digits);
  }
}
