package dev.carafe.node.userdata;

/// The forms of names in user data.
final class Names {
  private Names() {}

  /// A DNS label: 1 to 63 of `a-z`, `0-9` and, inside, `-` ([RFC
  /// 1123](https://www.rfc-editor.org/rfc/rfc1123)).
  static boolean isLabel(String name) {
    return !name.isEmpty()
        && name.length() <= 63
        && name.charAt(0) != '-'
        && name.charAt(name.length() - 1) != '-'
        && name.chars().allMatch(c -> isLowerAlphanumeric(c) || c == '-');
  }

  /// A host, perhaps with a port.
  static boolean isHost(String name) {
    return !name.isEmpty()
        && isLowerAlphanumeric(name.charAt(0))
        && name.chars().allMatch(c -> isLowerAlphanumeric(c) || ".-:".indexOf(c) >= 0);
  }

  /// A URL by HTTP, of printable ASCII without what would end a quoted string.
  static boolean isUrl(String url) {
    int host = url.startsWith("https://") ? 8 : url.startsWith("http://") ? 7 : url.length();
    return host < url.length()
        && url.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
  }

  /// A variable of the environment.
  static boolean isVariable(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '=');
  }

  private static boolean isLowerAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
