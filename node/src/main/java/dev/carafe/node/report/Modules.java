package dev.carafe.node.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Kernel modules that nobody is to load: not in the image, or refused by `modprobe`.
///
/// Source: [modprobe.d(5)](https://man7.org/linux/man-pages/man5/modprobe.d.5.html).
final class Modules {
  private static final List<String> RULES =
      List.of("etc/modprobe.d", "run/modprobe.d", "usr/local/lib/modprobe.d", "usr/lib/modprobe.d");
  private static final String FILE_END = ".ko";

  private Modules() {}

  /// None of them is loaded, a part of the kernel, or to be had.
  static Examination cannotBeLoaded(String... names) {
    return host -> {
      Set<String> there = files(host);
      for (String name : names) {
        Optional<String> how = howLoaded(host, name, there);
        if (how.isPresent()) {
          return new Verdict.Fail(
              "the module " + name + " " + how.get(),
              "settings.kernel.modules." + name + ".allowed = false");
        }
      }
      return new Verdict.Pass();
    };
  }

  private static Optional<String> howLoaded(ExaminedHost host, String name, Set<String> there) {
    if (host.has("sys/module/" + name) || isLoaded(host, name)) {
      return Optional.of("in the kernel");
    }
    return there.contains(name) && !isRefused(host, name)
        ? Optional.of("in the image, and nothing that refuses it")
        : Optional.empty();
  }

  private static boolean isLoaded(ExaminedHost host, String name) {
    return host.text("proc/modules")
        .orElse("")
        .lines()
        .anyMatch(line -> line.startsWith(name + " "));
  }

  /// Whether something else is to be run in place of loading it.
  private static boolean isRefused(ExaminedHost host, String name) {
    return host.dropIns(RULES).stream()
        .map(line -> line.split("\\s+", 3))
        .anyMatch(words ->
            words.length == 3
                && words[0].equals("install")
                && canonical(words[1]).equals(name)
                && !words[2].contains("modprobe")
                && !words[2].contains("insmod"));
  }

  /// The names of the modules that the image has, compressed or not.
  private static Set<String> files(ExaminedHost host) {
    return host.tree("usr/lib/modules").stream()
        .map(Path::getFileName)
        .map(String::valueOf)
        .filter(file -> file.contains(FILE_END))
        .map(file -> canonical(file.substring(0, file.indexOf(FILE_END))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String canonical(String name) {
    return name.replace('-', '_');
  }
}
