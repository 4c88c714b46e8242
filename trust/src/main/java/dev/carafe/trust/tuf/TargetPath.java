package dev.carafe.trust.tuf;

import java.util.Arrays;
import java.util.Optional;

/// Where a target is in a repository that is made here: names with a `/` in between,
/// `plain/x86_64/carafe-plain-2.raw`.
public record TargetPath(String text) {

  /// @throws IllegalArgumentException for what is no such path, or leads out of the repository
  public TargetPath {
    if (!isPath(text)) {
      throw new IllegalArgumentException("'" + text + "' is no path of a target");
    }
  }

  /// Reads one, if it is one.
  public static Optional<TargetPath> parse(String text) {
    return isPath(text) ? Optional.of(new TargetPath(text)) : Optional.empty();
  }

  private static boolean isPath(String text) {
    return Arrays.stream(text.split("/", -1)).allMatch(TargetPath::isName);
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('\\') < 0
        && name.chars().noneMatch(Character::isISOControl);
  }

  @Override
  public String toString() {
    return text;
  }
}
