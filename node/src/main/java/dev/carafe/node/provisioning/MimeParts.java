package dev.carafe.node.provisioning;

import java.util.ArrayList;
import java.util.List;

/// The parts between the boundaries of a message's body. What stands before the first and behind
/// the last is for nobody.
///
/// Source: [RFC 2046](https://www.rfc-editor.org/rfc/rfc2046) section 5.1.1.
///
/// @param closed whether the last boundary is there: without it, the message was cut off
record MimeParts(List<String> texts, boolean closed) {

  MimeParts {
    texts = List.copyOf(texts);
  }

  static MimeParts split(String body, String boundary) {
    List<String> texts = new ArrayList<>();
    String open = "--" + boundary;
    String close = open + "--";
    int start = -1;
    for (int at = 0; at < body.length(); ) {
      int end = MimeEntity.end(body, at);
      String line = body.substring(at, end).stripTrailing();
      if (line.equals(open) || line.equals(close)) {
        if (start >= 0) {
          texts.add(withoutLineEnd(body.substring(start, at)));
        }
        start = end;
      }
      if (line.equals(close)) {
        return new MimeParts(texts, true);
      }
      at = end;
    }
    if (start >= 0) {
      texts.add(body.substring(start));
    }
    return new MimeParts(texts, false);
  }

  /// The line end before a boundary belongs to the boundary.
  private static String withoutLineEnd(String text) {
    int end = text.length();
    end -= end > 0 && text.charAt(end - 1) == '\n' ? 1 : 0;
    end -= end > 0 && text.charAt(end - 1) == '\r' ? 1 : 0;
    return text.substring(0, end);
  }
}
