package dev.carafe.settings.value;

import java.util.Optional;

/// One label of a DNS name: 1 to 63 lower-case letters, digits and hyphens, no hyphen at its ends.
///
/// Source: [RFC 1123](https://www.rfc-editor.org/rfc/rfc1123#section-2.1), section 2.1.
public record DnsLabelType() implements TextType {

  @Override
  public String name() {
    return "dns-label";
  }

  @Override
  public String noun() {
    return "a DNS label";
  }

  @Override
  public String example() {
    return "\"web-1\"";
  }

  @Override
  public Optional<String> fault(String text) {
    return Characters.outsideLength(text, 63)
        .or(() -> Characters.firstOther(text, Characters.LOWER + Characters.DIGITS + "-"))
        .or(() -> Characters.otherEnds(text, Characters.LOWER + Characters.DIGITS));
  }
}
