package dev.carafe.settings.value;

import java.util.Optional;

/// A kernel parameter below `/proc/sys`, with dots or slashes: 1 to 128 characters that stay below
/// it.
///
/// Source: [sysctl(8)](https://man7.org/linux/man-pages/man8/sysctl.8.html).
public record SysctlKeyType() implements TextType {

  @Override
  public String name() {
    return "sysctl-key";
  }

  @Override
  public String noun() {
    return "a sysctl key";
  }

  @Override
  public String example() {
    return "\"vm.max_map_count\"";
  }

  @Override
  public Optional<String> fault(String text) {
    if (text.contains("..") || text.contains("./") || text.contains("//")) {
      return Optional.of("it leaves /proc/sys");
    }
    return Characters.outsideLength(text, 128)
        .or(() -> Characters.firstOther(text, Characters.ALPHANUMERIC + "._/-"))
        .or(() -> Characters.otherEnds(text, Characters.ALPHANUMERIC + "_-"));
  }
}
