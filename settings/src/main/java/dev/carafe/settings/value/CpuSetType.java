package dev.carafe.settings.value;

import java.util.Optional;

/// A set of CPUs in the kernel's list format, ranges up to the 4095th.
///
/// Source: [cpuset(7)](https://man7.org/linux/man-pages/man7/cpuset.7.html), "List format".
public record CpuSetType() implements TextType {

  @Override
  public String name() {
    return "cpu-set";
  }

  @Override
  public String noun() {
    return "a set of CPUs";
  }

  @Override
  public String example() {
    return "\"0-3,7\"";
  }

  @Override
  public Optional<String> fault(String text) {
    for (String range : text.split(",", -1)) {
      String[] ends = range.split("-", -1);
      for (String end : ends) {
        if (!IpAddressType.isDecimal(end, 4095)) {
          return Optional.of("'" + end + "' is no CPU's number");
        }
      }
      if (ends.length > 2 || Integer.parseInt(ends[0]) > Integer.parseInt(ends[ends.length - 1])) {
        return Optional.of("'" + range + "' is no range");
      }
    }
    return Optional.empty();
  }
}
