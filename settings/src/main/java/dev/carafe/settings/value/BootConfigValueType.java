package dev.carafe.settings.value;

import java.util.Optional;

/// The value of a parameter of the kernel or of init: printable ASCII without both kinds of quotes,
/// as there is no escape for them.
///
/// Source: [Boot configuration](https://docs.kernel.org/admin-guide/bootconfig.html).
public record BootConfigValueType() implements TextType {

  @Override
  public String name() {
    return "boot-config-value";
  }

  @Override
  public String noun() {
    return "a kernel parameter's value";
  }

  @Override
  public String example() {
    return "\"ttyS0,115200n8\"";
  }

  @Override
  public Optional<String> fault(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return Optional.of("it holds more than printable ASCII");
      }
    }
    return text.indexOf('"') >= 0 && text.indexOf('\'') >= 0
        ? Optional.of("it holds both kinds of quotes")
        : Optional.empty();
  }
}
