package dev.carafe.settings.value;

import java.util.Optional;

/// An IPv4 or IPv6 address without a zone. IPv4 has four decimal parts without leading zeros, which
/// other programs would read as octal.
///
/// Source: [RFC 4291](https://www.rfc-editor.org/rfc/rfc4291#section-2.2), section 2.2.
public record IpAddressType() implements TextType {

  @Override
  public String name() {
    return "ip";
  }

  @Override
  public String noun() {
    return "an IP address";
  }

  @Override
  public String example() {
    return "\"192.0.2.1\"";
  }

  @Override
  public Optional<String> fault(String text) {
    return isAddress(text) ? Optional.empty() : Optional.of("it is neither IPv4 nor IPv6");
  }

  /// Whether a text is an address of either version.
  public static boolean isAddress(String text) {
    return isVersion4(text) || isVersion6(text);
  }

  /// Whether a text is an IPv4 address.
  public static boolean isVersion4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (!isDecimal(part, 255)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a text is an IPv6 address.
  public static boolean isVersion6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == 8;
    }
    if (text.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    int left = before.isEmpty() ? 0 : groups(before, false);
    int right = after.isEmpty() ? 0 : groups(after, true);
    return left >= 0 && right >= 0 && left + right <= 7;
  }

  /// How many groups of 16 bits a text is, or -1; the last may be an IPv4 address of two.
  private static int groups(String text, boolean mayEndInVersion4) {
    String[] parts = text.split(":", -1);
    int groups = 0;
    for (int i = 0; i < parts.length; i++) {
      if (mayEndInVersion4 && i == parts.length - 1 && isVersion4(parts[i])) {
        groups += 2;
      } else if (isHexadecimal(parts[i])) {
        groups++;
      } else {
        return -1;
      }
    }
    return groups;
  }

  private static boolean isHexadecimal(String part) {
    return !part.isEmpty()
        && part.length() <= 4
        && Characters.firstOther(part, Characters.DIGITS + "abcdefABCDEF").isEmpty();
  }

  /// Whether a text is a number up to `most` without leading zeros.
  static boolean isDecimal(String part, int most) {
    return !part.isEmpty()
        && part.length() <= 5
        && Characters.firstOther(part, Characters.DIGITS).isEmpty()
        && (part.length() == 1 || part.charAt(0) != '0')
        && Integer.parseInt(part) <= most;
  }
}
