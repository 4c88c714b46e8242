package dev.carafe.settings.value;

import java.util.Optional;

/// A name that may become a file's: 1 to 76 letters, digits and hyphens, as containerd's
/// identifiers.
public record IdentifierType() implements TextType {

  @Override
  public String name() {
    return "identifier";
  }

  @Override
  public String noun() {
    return "an identifier";
  }

  @Override
  public String example() {
    return "\"my-bundle\"";
  }

  @Override
  public Optional<String> fault(String text) {
    return Characters.outsideLength(text, 76)
        .or(() -> Characters.firstOther(text, Characters.ALPHANUMERIC + "-"));
  }
}
