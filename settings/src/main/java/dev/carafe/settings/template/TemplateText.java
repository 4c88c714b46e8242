package dev.carafe.settings.template;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;

/// A template's text, which knows where each character stands.
record TemplateText(String source, String text, int begin) {

  int length() {
    return text.length();
  }

  char charAt(int at) {
    return text.charAt(at);
  }

  int indexOf(String what, int from) {
    return text.indexOf(what, from);
  }

  boolean startsWith(String what, int at) {
    return text.startsWith(what, at);
  }

  TemplateException wrong(int at, String found, String instead) {
    return new TemplateException(new Problem(position(at), found, instead));
  }

  Position position(int at) {
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    int line = 1;
    for (int i = 0; i < lineStart; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return new Position(source, line, at - lineStart + 1);
  }

  /// Whether a tag is alone on its line, but for white space.
  boolean isAlone(Tag tag) {
    return tag.kind().mayStandAlone() && lineStart(tag) >= 0 && lineEnd(tag) >= 0;
  }

  /// Where the line of a tag begins; -1 where something else is before it on the line.
  int lineStart(Tag tag) {
    int at = tag.start();
    while (at > begin && isBlank(text.charAt(at - 1))) {
      at--;
    }
    return at == begin || text.charAt(at - 1) == '\n' ? at : -1;
  }

  /// Where the line after a tag's begins; -1 where something else is behind it on the line.
  int lineEnd(Tag tag) {
    int at = tag.end();
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    if (text.startsWith("\r\n", at)) {
      return at + 2;
    }
    return at == text.length() ? at : text.charAt(at) == '\n' ? at + 1 : -1;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
