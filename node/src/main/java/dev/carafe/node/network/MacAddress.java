package dev.carafe.node.network;

import java.util.Locale;
import java.util.Optional;

/// The address that a card was made with: six bytes in lower-case hexadecimal with colons.
public record MacAddress(String text) implements DeviceId {
  private static final int LENGTH = 17;

  public MacAddress {
    if (!parse(text).filter(text::equals).isPresent()) {
      throw new IllegalArgumentException("'" + text + "' is no MAC address");
    }
  }

  /// Reads an address, in letters of either case, with colons or hyphens between the bytes.
  static Optional<MacAddress> of(String text) {
    return parse(text).map(MacAddress::new);
  }

  private static Optional<String> parse(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      boolean fits = i % 3 == 2 ? c == ':' || c == '-' : Character.digit(c, 16) >= 0 && c < 0x80;
      if (!fits) {
        return Optional.empty();
      }
    }
    return Optional.of(text.toLowerCase(Locale.ROOT).replace('-', ':'));
  }

  @Override
  public String toString() {
    return text;
  }
}
