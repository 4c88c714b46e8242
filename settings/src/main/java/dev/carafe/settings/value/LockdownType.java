package dev.carafe.settings.value;

import java.util.List;
import java.util.Optional;

/// How much root may not do to the kernel: `none`, `integrity` or `confidentiality`.
///
/// Source: [kernel_lockdown(7)](https://man7.org/linux/man-pages/man7/kernel_lockdown.7.html).
public record LockdownType() implements TextType {
  /// From the loosest to the strictest.
  public static final List<String> MODES = List.of("none", "integrity", "confidentiality");

  @Override
  public String name() {
    return "lockdown";
  }

  @Override
  public String noun() {
    return "a lockdown mode";
  }

  @Override
  public String example() {
    return "\"integrity\"";
  }

  @Override
  public Optional<String> fault(String text) {
    return new ChoiceType(MODES).fault(text);
  }
}
