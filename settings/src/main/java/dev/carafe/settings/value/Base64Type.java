package dev.carafe.settings.value;

import java.util.Base64;
import java.util.Optional;

/// Bytes as base64 with padding, on one line.
///
/// Source: [RFC 4648](https://www.rfc-editor.org/rfc/rfc4648#section-4), section 4.
public record Base64Type() implements TextType {
  private static final String UNPADDED = "its length or padding is wrong";

  @Override
  public String name() {
    return "base64";
  }

  @Override
  public String noun() {
    return "base64 text";
  }

  @Override
  public String example() {
    return "\"aGVsbG8=\"";
  }

  @Override
  public Optional<String> fault(String text) {
    try {
      Base64.getDecoder().decode(text);
      return text.length() % 4 == 0 ? Optional.empty() : Optional.of(UNPADDED);
    } catch (IllegalArgumentException _) {
      return Characters.firstOther(text, Characters.ALPHANUMERIC + "+/=")
          .or(() -> Optional.of(UNPADDED));
    }
  }
}
