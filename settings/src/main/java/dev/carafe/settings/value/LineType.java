package dev.carafe.settings.value;

import java.util.Optional;

/// Text on one line: it can go into a configuration file and never start a line of its own there.
public record LineType() implements TextType {

  @Override
  public String name() {
    return "line";
  }

  @Override
  public String noun() {
    return "one line of text";
  }

  @Override
  public String example() {
    return "\"Hello\"";
  }

  @Override
  public Optional<String> fault(String text) {
    return Characters.secondLine(text);
  }
}
