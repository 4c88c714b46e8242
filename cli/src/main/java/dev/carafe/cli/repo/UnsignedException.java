package dev.carafe.cli.repo;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Too few have signed what is to be published.
public final class UnsignedException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  /// @param lacking what has too few signatures, each with the reason
  /// @param missing why some keys were not there
  /// @param next what to do
  UnsignedException(List<String> lacking, List<String> missing, String next) {
    super(
        "could not publish: "
            + Stream.of(lacking.stream(), missing.stream(), Stream.of(next))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n  ")));
  }
}
