package dev.carafe.image.archive;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One package that another one needs, breaks or provides: a name, perhaps with a version.
///
/// Source: [Debian Policy
/// 7.1](https://www.debian.org/doc/debian-policy/ch-relationships.html#syntax-of-relationship-fields).
///
/// @param qualifier the architecture after a colon: `any`, `native`, or empty
public record Relation(String name, String qualifier, Optional<VersionConstraint> constraint) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<name>[A-Za-z0-9][A-Za-z0-9+.-]*)(:(?<qualifier>[a-z0-9-]+))?"
              + "\\s*(\\(\\s*(?<operator><<|<=|=|>=|>>)\\s*(?<version>[^)\\s]+)\\s*\\))?"
              + "\\s*(\\[(?<architectures>[^]]*)])?");

  /// Reads one relation.
  ///
  /// @return empty where it is limited to other architectures than `architecture`
  static Optional<Relation> parse(String text, String architecture) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a package relation: '" + text.strip() + "'");
    }
    String architectures = matcher.group("architectures");
    return architectures == null || includes(architectures.strip(), architecture)
        ? Optional.of(relation(matcher))
        : Optional.empty();
  }

  private static Relation relation(Matcher matcher) {
    Optional<VersionConstraint> constraint =
        Optional.ofNullable(matcher.group("operator"))
            .map(VersionConstraint.Operator::of)
            .map(operator ->
                new VersionConstraint(operator, new DebianVersion(matcher.group("version"))));
    return new Relation(
        matcher.group("name"),
        Optional.ofNullable(matcher.group("qualifier")).orElse(""),
        constraint);
  }

  /// `amd64 arm64` names those it is for, `!i386` those it is not for.
  private static boolean includes(String architectures, String architecture) {
    return architectures.startsWith("!")
        ? Stream.of(architectures.split("\\s+", -1)).noneMatch(("!" + architecture)::equals)
        : Stream.of(architectures.split("\\s+", -1)).anyMatch(architecture::equals);
  }

  /// Whether a version of the package itself is meant.
  public boolean accepts(DebianVersion version) {
    return constraint.map(demanded -> demanded.accepts(version)).orElse(true);
  }

  /// Whether something provided under this name is meant. What is provided without a version never
  /// satisfies a relation with one.
  boolean acceptsProvided(Relation provided) {
    return provided.name.equals(name)
        && (constraint.isEmpty()
            || provided.constraint.map(given -> accepts(given.version())).orElse(false));
  }

  @Override
  public String toString() {
    return name + constraint.map(demanded -> " (" + demanded + ")").orElse("");
  }
}
