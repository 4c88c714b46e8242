package dev.carafe.node.network;

import java.util.Optional;

/// The name of a network interface: 1 to 15 printable characters of ASCII.
///
/// Source: `dev_valid_name` of the
/// [kernel](https://elixir.bootlin.com/linux/v6.12/source/net/core/dev.c) and systemd's
/// `ifname_valid`. `.`, and what would make a pattern or a specifier of a name in
/// [systemd.network(5)](https://www.freedesktop.org/software/systemd/man/latest/systemd.network.html),
/// are left out too.
public record InterfaceName(String text) implements DeviceId {
  private static final int LONGEST = 15; // IFNAMSIZ without its zero
  private static final String OTHER_MEANING = "./:%*?[]!\"'\\";

  public InterfaceName {
    fault(text)
        .ifPresent(why -> {
          throw new IllegalArgumentException("'" + text + "' is no interface's name: " + why);
        });
  }

  /// Why a text is no name, as the end of a sentence about it; empty where it is one.
  static Optional<String> fault(String text) {
    if (text.isEmpty()) {
      return Optional.of("it is empty");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ') {
        return Optional.of("it holds white space");
      }
      if (c > '~' || OTHER_MEANING.indexOf(c) >= 0) {
        return Optional.of("it holds '" + text.substring(i, text.offsetByCodePoints(i, 1)) + "'");
      }
    }
    return text.length() > LONGEST
        ? Optional.of("it is longer than " + LONGEST + " characters")
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
