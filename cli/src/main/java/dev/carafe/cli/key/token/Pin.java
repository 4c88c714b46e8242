package dev.carafe.cli.key.token;

import java.io.Console;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// What opens a token: from the environment, or from whoever sits at the terminal.
final class Pin {
  static final String VARIABLE = "CARAFE_PIN";

  private Pin() {}

  /// @param token the token's name
  static byte[] ask(String token, Map<String, String> environment) {
    String known = environment.get(VARIABLE);
    if (known != null) {
      return known.getBytes(StandardCharsets.UTF_8);
    }
    char[] typed =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console -> console.readPassword("PIN of the token '%s': ", token))
            .orElseThrow(() ->
                new TokenException(
                    "there is nobody to ask for the PIN of the token '%s'; set %s"
                        .formatted(token, VARIABLE)));
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
      byte[] pin = new byte[encoded.remaining()];
      encoded.get(pin);
      return pin;
    } finally {
      Arrays.fill(typed, ' ');
    }
  }
}
