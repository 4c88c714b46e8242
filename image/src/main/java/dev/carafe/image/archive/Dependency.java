package dev.carafe.image.archive;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a package needs: any one of some alternatives, the first preferred.
///
/// Source: [Debian Policy
/// 7.1](https://www.debian.org/doc/debian-policy/ch-relationships.html#syntax-of-relationship-fields).
public record Dependency(List<Relation> alternatives) {

  public Dependency {
    alternatives = List.copyOf(alternatives);
    if (alternatives.isEmpty()) {
      throw new IllegalArgumentException("a dependency without alternatives");
    }
  }

  /// Reads a field: dependencies between commas, their alternatives between bars.
  public static List<Dependency> parseField(String field, String architecture) {
    return elements(field, ",")
        .map(element ->
            elements(element, "\\|")
                .map(text -> Relation.parse(text, architecture))
                .flatMap(Optional::stream)
                .toList())
        .filter(alternatives -> !alternatives.isEmpty())
        .map(Dependency::new)
        .toList();
  }

  /// Reads a field without alternatives: `Provides`, `Conflicts`, `Breaks`.
  static List<Relation> parseRelations(String field, String architecture) {
    return elements(field, ",")
        .map(text -> Relation.parse(text, architecture))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Stream<String> elements(String text, String separator) {
    return Stream.of(text.split(separator, -1)).map(String::strip).filter(part -> !part.isEmpty());
  }

  @Override
  public String toString() {
    return alternatives.stream().map(Relation::toString).collect(Collectors.joining(" | "));
  }
}
