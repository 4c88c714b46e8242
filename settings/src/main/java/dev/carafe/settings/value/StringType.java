package dev.carafe.settings.value;

import java.util.Optional;

/// Any text, of any number of lines, but without NUL.
public record StringType() implements TextType {

  @Override
  public String name() {
    return "string";
  }

  @Override
  public String noun() {
    return "a string";
  }

  @Override
  public String example() {
    return "\"Hello\"";
  }

  @Override
  public Optional<String> fault(String text) {
    return text.indexOf(0) < 0 ? Optional.empty() : Optional.of("it holds NUL");
  }
}
