package dev.carafe.settings.value;

import java.util.Optional;

/// A kernel module's name without its `.ko`: 1 to 64 letters, digits, hyphens and underscores.
public record KernelModuleType() implements TextType {

  @Override
  public String name() {
    return "kernel-module";
  }

  @Override
  public String noun() {
    return "a kernel module's name";
  }

  @Override
  public String example() {
    return "\"ip_vs\"";
  }

  @Override
  public Optional<String> fault(String text) {
    return Characters.outsideLength(text, 64)
        .or(() -> Characters.firstOther(text, Characters.ALPHANUMERIC + "_-"));
  }
}
