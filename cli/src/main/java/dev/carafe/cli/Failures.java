package dev.carafe.cli;

import dev.carafe.image.ImageException;
import dev.carafe.image.archive.BadSignatureException;
import dev.carafe.image.archive.ExpiredIndexException;
import dev.carafe.image.content.DigestMismatchException;
import dev.carafe.image.content.DownloadException;
import dev.carafe.image.content.OfflineException;
import dev.carafe.image.tools.ToolMissingException;
import dev.carafe.lab.LabException;
import dev.carafe.settings.ProblemsException;
import java.io.UncheckedIOException;

/// How failures are told to a person and to a script: the one table from families to exit codes.
final class Failures {
  private Failures() {}

  static int exitCode(Throwable failure) {
    return switch (failure) {
      case ProblemsException _ -> 3;
      case BadSignatureException _, ExpiredIndexException _, DigestMismatchException _ -> 4;
      case DownloadException _, OfflineException _ -> 5;
      case ToolMissingException _, LabException _ -> 6;
      default -> 1;
    };
  }

  static String message(Throwable failure) {
    return switch (failure) {
      case ProblemsException problems -> "mistakes found\n" + problems.getMessage();
      case ImageException known -> String.valueOf(known.getMessage());
      case LabException known -> String.valueOf(known.getMessage());
      case UncheckedIOException known -> String.valueOf(known.getMessage());
      default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
    };
  }
}
