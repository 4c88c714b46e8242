package dev.carafe.node.report;

import java.util.List;
import java.util.Optional;

/// Kernel parameters, by their paths below `/proc/sys`.
///
/// Source: [Documentation for /proc/sys](https://docs.kernel.org/admin-guide/sysctl/).
final class Parameters {
  private Parameters() {}

  /// All of them have this value.
  static Examination are(String value, String... paths) {
    return host -> {
      for (String path : paths) {
        Optional<String> found = host.parameter(path);
        if (!found.equals(Optional.of(value))) {
          return failure(path, found, value);
        }
      }
      return new Verdict.Pass();
    };
  }

  /// It has a number that is no less.
  static Examination isAtLeast(long least, String path) {
    return host -> {
      Optional<String> found = host.parameter(path);
      boolean enough =
          found.filter(text -> isNumber(text) && Long.parseLong(text) >= least).isPresent();
      return enough ? new Verdict.Pass() : failure(path, found, least + " or more");
    };
  }

  /// It has this value for `all` interfaces, by `default`, and for each that there is. A kernel
  /// without IPv6 has no interfaces of it.
  ///
  /// @param families `ipv4`, `ipv6`
  static Examination ofInterfaces(String value, String parameter, List<String> families) {
    return host -> {
      for (String family : families) {
        String folder = "net/" + family + "/conf";
        List<String> interfaces = host.names("proc/sys/" + folder);
        if (interfaces.isEmpty() && family.equals("ipv4")) {
          return new Verdict.Skip("there is no /proc/sys/" + folder);
        }
        for (String one : interfaces) {
          String path = folder + "/" + one + "/" + parameter;
          Optional<String> found = host.parameter(path);
          if (!found.equals(Optional.of(value))) {
            return failure(path, found, value);
          }
        }
      }
      return new Verdict.Pass();
    };
  }

  private static Verdict failure(String path, Optional<String> found, String expected) {
    String name = path.replace('/', '.');
    return new Verdict.Fail(
        found.map(value -> name + " = " + value).orElse("no " + name), name + " = " + expected);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() < 19
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
