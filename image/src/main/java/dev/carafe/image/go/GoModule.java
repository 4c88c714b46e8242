package dev.carafe.image.go;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A module whose code is in a program.
///
/// @param path by which it is imported: `k8s.io/kubelet`; `stdlib` for what comes with Go
/// @param version with its `v`; that of Go without one
public record GoModule(String path, String version) implements Comparable<GoModule> {
  /// What lists of vulnerabilities call Go's own packages.
  private static final String STANDARD = "stdlib";

  /// The version of a module that was not fetched.
  private static final String DEVELOPED = "(devel)";

  private static final Pattern PROGRAM = Pattern.compile("\\S.*: go(\\S+).*");

  /// Those that programs say that they were built of: the lines `mod` and `dep` of `go version -m`,
  /// and in the place of a `dep` the `=>` behind it; before them, the version of Go. A main module
  /// of one's own has no version, and is none of them.
  ///
  /// Source: [`debug/buildinfo`](https://pkg.go.dev/debug/buildinfo).
  static NavigableSet<GoModule> of(String listing) {
    NavigableSet<GoModule> modules = new TreeSet<>();
    Optional<GoModule> last = Optional.empty();
    for (String line : listing.lines().toList()) {
      Matcher program = PROGRAM.matcher(line);
      if (program.matches()) {
        modules.add(new GoModule(STANDARD, program.group(1)));
        continue;
      }
      List<String> words = List.of(line.strip().split("\\s+", -1));
      switch (words.getFirst()) {
        case "mod", "dep" -> {
          last.ifPresent(modules::add);
          last = module(words);
        }
        case "=>" -> last = module(words);
        default -> {}
      }
    }
    last.ifPresent(modules::add);
    modules.removeIf(module -> module.version.equals(DEVELOPED));
    return modules;
  }

  private static Optional<GoModule> module(List<String> words) {
    return words.size() < 3
        ? Optional.empty()
        : Optional.of(new GoModule(words.get(1), words.get(2)));
  }

  @Override
  public int compareTo(GoModule other) {
    int order = path.compareTo(other.path);
    return order != 0 ? order : version.compareTo(other.version);
  }
}
