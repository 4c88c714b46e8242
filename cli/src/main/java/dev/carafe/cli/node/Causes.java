package dev.carafe.cli.node;

import java.util.Optional;
import java.util.stream.Stream;

/// A failure with its causes, and theirs.
final class Causes {
  private Causes() {}

  private static Stream<Throwable> all(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  /// The first one of a type.
  static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    return all(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  /// What the deepest one says.
  static String rootMessage(Throwable failure) {
    return all(failure)
        .reduce((_, deeper) -> deeper)
        .map(deepest -> Optional.ofNullable(deepest.getMessage()).orElseGet(deepest::toString))
        .orElse("");
  }
}
