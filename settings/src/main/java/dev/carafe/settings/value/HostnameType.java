package dev.carafe.settings.value;

import java.util.Optional;

/// A host name: labels of 1 to 63 lower-case letters, digits and hyphens, with dots between them,
/// 253 characters at most.
///
/// Source: [hostname(7)](https://man7.org/linux/man-pages/man7/hostname.7.html).
public record HostnameType() implements TextType {

  @Override
  public String name() {
    return "hostname";
  }

  @Override
  public String noun() {
    return "a host name";
  }

  @Override
  public String example() {
    return "\"web-1.example.com\"";
  }

  @Override
  public Optional<String> fault(String text) {
    Optional<String> wrong =
        Characters.outsideLength(text, 253)
            .or(() -> Characters.firstOther(text, Characters.LOWER + Characters.DIGITS + ".-"));
    return wrong.isPresent() ? wrong : DomainType.labels(text);
  }
}
