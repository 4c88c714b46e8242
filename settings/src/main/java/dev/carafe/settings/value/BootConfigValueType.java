package dev.carafe.settings.value;

import java.util.Optional;

/// The value of a parameter of the kernel or of init: printable ASCII without double quotes, in
/// which the command line has values with spaces, and for which it has no escape.
///
/// Source: [The kernel's command-line
/// parameters](https://docs.kernel.org/admin-guide/kernel-parameters.html).
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
    return text.indexOf('"') >= 0
        ? Optional.of("it holds a double quote, for which the command line has no escape")
        : Optional.empty();
  }
}
