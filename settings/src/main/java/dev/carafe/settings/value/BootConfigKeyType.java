package dev.carafe.settings.value;

import java.util.Optional;

/// The name of a parameter of the kernel or of init: 1 to 256 letters, digits, hyphens, underscores
/// and dots.
///
/// Source: [Boot configuration](https://docs.kernel.org/admin-guide/bootconfig.html).
public record BootConfigKeyType() implements TextType {

  @Override
  public String name() {
    return "boot-config-key";
  }

  @Override
  public String noun() {
    return "a kernel parameter's name";
  }

  @Override
  public String example() {
    return "\"console\"";
  }

  @Override
  public Optional<String> fault(String text) {
    return Characters.outsideLength(text, 256)
        .or(() -> Characters.firstOther(text, Characters.ALPHANUMERIC + "-_."))
        .or(() ->
            text.startsWith(".") || text.endsWith(".") || text.contains("..")
                ? Optional.of("a part between its dots is empty")
                : Optional.empty());
  }
}
