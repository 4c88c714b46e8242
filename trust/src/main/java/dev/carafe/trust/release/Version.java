package dev.carafe.trust.release;

import dev.carafe.settings.value.VersionType;
import java.util.Comparator;
import java.util.Optional;

/// A semantic version. Which of two is newer is said by [#PRECEDENCE], which does not look at
/// builds.
///
/// @param core three numbers, `1.2.3`
/// @param preRelease what is after `-`; empty for a release proper
/// @param build what is after `+`; empty where nothing is
///
///   Source: [Semantic Versioning 2.0.0](https://semver.org/spec/v2.0.0.html).
public record Version(String core, String preRelease, String build) {
  /// From old to new. Two builds of one version are equal in it.
  public static final Comparator<Version> PRECEDENCE = Version::compare;

  /// More than anybody needs; a document from elsewhere could have megabytes.
  private static final int LONGEST = 128;

  private static final VersionType TYPE = new VersionType();

  public Version {
    String text = text(core, preRelease, build);
    Names.demand(text, formFault(text));
  }

  /// Reads a version, with or without a `v` before it.
  ///
  /// @throws IllegalArgumentException where it is none
  public static Version of(String text) {
    String version = text.startsWith("v") ? text.substring(1) : text;
    Names.demand(text, formFault(version));
    int plus = version.indexOf('+');
    String precedence = plus < 0 ? version : version.substring(0, plus);
    int hyphen = precedence.indexOf('-');
    return new Version(
        hyphen < 0 ? precedence : precedence.substring(0, hyphen),
        hyphen < 0 ? "" : precedence.substring(hyphen + 1),
        plus < 0 ? "" : version.substring(plus + 1));
  }

  /// Why a text in a document is no version, as the end of a sentence about it; empty where it is
  /// one.
  static Optional<String> fault(String text) {
    return text.length() > LONGEST
        ? Optional.of("it is longer than " + LONGEST + " characters")
        : formFault(text);
  }

  private static Optional<String> formFault(String text) {
    return text.equals("latest") || text.startsWith("v")
        ? Optional.of("it does not begin with a number")
        : TYPE.fault(text);
  }

  /// Whether this is newer than another, and not only another build of it.
  public boolean isNewerThan(Version other) {
    return compare(this, other) > 0;
  }

  /// Whether somebody who says `wanted` means this: without a build, any build of it.
  public boolean isMeantBy(Version wanted) {
    return compare(this, wanted) == 0 && (wanted.build.isEmpty() || wanted.build.equals(build));
  }

  /// Item 11.
  private static int compare(Version left, Version right) {
    int core = compareParts(left.core.split("\\.", -1), right.core.split("\\.", -1));
    if (core != 0) {
      return core;
    }
    if (left.preRelease.isEmpty() || right.preRelease.isEmpty()) {
      return Boolean.compare(left.preRelease.isEmpty(), right.preRelease.isEmpty());
    }
    return compareParts(left.preRelease.split("\\.", -1), right.preRelease.split("\\.", -1));
  }

  private static int compareParts(String[] left, String[] right) {
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int part = comparePart(left[i], right[i]);
      if (part != 0) {
        return part;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  /// Numbers have no leading zeros, so the longer one is greater, however long it is.
  private static int comparePart(String left, String right) {
    boolean number = isNumber(left);
    if (number != isNumber(right)) {
      return number ? -1 : 1;
    }
    return number && left.length() != right.length()
        ? Integer.compare(left.length(), right.length())
        : left.compareTo(right);
  }

  private static boolean isNumber(String part) {
    return part.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String text(String core, String preRelease, String build) {
    return core
        + (preRelease.isEmpty() ? "" : "-" + preRelease)
        + (build.isEmpty() ? "" : "+" + build);
  }

  /// `1.2.3-rc.1+4f0c21`.
  @Override
  public String toString() {
    return text(core, preRelease, build);
  }
}
