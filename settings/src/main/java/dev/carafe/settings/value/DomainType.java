package dev.carafe.settings.value;

import java.util.Optional;

/// A DNS domain in letters of either case, with or without the root's dot at its end.
///
/// Source: [RFC 1123](https://www.rfc-editor.org/rfc/rfc1123#section-2.1), section 2.1; [RFC
/// 1035](https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4), section 2.3.4.
public record DomainType() implements TextType {

  @Override
  public String name() {
    return "domain";
  }

  @Override
  public String noun() {
    return "a DNS domain";
  }

  @Override
  public String example() {
    return "\"example.com\"";
  }

  @Override
  public Optional<String> fault(String text) {
    String domain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    Optional<String> wrong =
        Characters.outsideLength(domain, 253)
            .or(() -> Characters.firstOther(domain, Characters.ALPHANUMERIC + ".-_"));
    if (wrong.isPresent()) {
      return wrong;
    }
    return IpAddressType.isAddress(domain) ? Optional.of("it is an IP address") : labels(domain);
  }

  /// Why the parts between the dots are no labels.
  static Optional<String> labels(String domain) {
    for (String label : domain.split("\\.", -1)) {
      if (label.isEmpty()) {
        return Optional.of("a part between its dots is empty");
      }
      if (label.length() > 63) {
        return Optional.of("a part between its dots is longer than 63 characters");
      }
      if (label.startsWith("-") || label.endsWith("-")) {
        return Optional.of("the part '" + label + "' begins or ends with '-'");
      }
    }
    return Optional.empty();
  }
}
