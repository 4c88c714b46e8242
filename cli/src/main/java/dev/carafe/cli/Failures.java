package dev.carafe.cli;

import dev.carafe.cli.file.OverwriteException;
import dev.carafe.cli.key.KeyException;
import dev.carafe.cli.node.NodeException;
import dev.carafe.cli.release.ReleaseException;
import dev.carafe.cli.repo.RepositoryException;
import dev.carafe.cli.tuf.FetchException;
import dev.carafe.disk.DiskException;
import dev.carafe.image.ImageException;
import dev.carafe.lab.LabException;
import dev.carafe.settings.ProblemsException;
import dev.carafe.trust.certificate.TrustException;
import dev.carafe.trust.tuf.SlowRetrievalException;
import dev.carafe.trust.tuf.TufException;
import dev.carafe.trust.tuf.UnknownTargetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// How failures are told to a person.
final class Failures {
  private Failures() {}

  static String message(Throwable failure) {
    return switch (failure) {
      case TaskNotRunException e when e.reason() != e -> message(e.reason());
      case ProblemsException problems -> problems(problems);
      case DiskException known -> text(known);
      case ImageException known -> text(known);
      case LabException known -> text(known);
      case NodeException known -> text(known);
      case RepositoryException known -> text(known);
      case ReleaseException known -> text(known);
      case KeyException known -> text(known);
      case OverwriteException known -> text(known);
      case TrustException known -> text(known);
      case SlowRetrievalException known -> "could not read the repository: " + text(known);
      case UnknownTargetException known -> "could not read the repository: " + text(known);
      case TufException known -> "could not trust the repository: " + text(known);
      case FetchException known -> text(known);
      case UncheckedIOException known -> text(known);
      case NoSuchFileException e -> "could not read " + e.getFile() + ": there is no such file";
      case AccessDeniedException e -> "could not use " + e.getFile() + ": permission denied";
      case FileSystemException e -> "could not use " + e.getFile() + ": " + e.getReason();
      case IOException e -> "could not go on: " + text(e);
      default ->
          "could not go on: a fault of carafe's own, %s; --debug shows where"
              .formatted(failure.toString());
    };
  }

  private static String problems(ProblemsException failure) {
    int count = failure.problems().size();
    return "found %d mistake%s%n%s".formatted(count, count == 1 ? "" : "s", failure.getMessage());
  }

  private static String text(Throwable failure) {
    return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
  }
}
