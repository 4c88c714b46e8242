package dev.carafe.cli;

import dev.carafe.cli.node.BadFileException;
import dev.carafe.cli.node.DamagedLogException;
import dev.carafe.cli.node.NotAttestedException;
import dev.carafe.cli.node.StrangerException;
import dev.carafe.cli.node.TurnedAwayException;
import dev.carafe.cli.node.UnreachableException;
import dev.carafe.cli.release.BadBuildException;
import dev.carafe.cli.release.ForeignRootException;
import dev.carafe.cli.release.NoRoomException;
import dev.carafe.cli.repo.BadRootException;
import dev.carafe.cli.repo.DamagedException;
import dev.carafe.cli.tuf.FetchException;
import dev.carafe.image.NoCompilersException;
import dev.carafe.image.archive.BadIndexException;
import dev.carafe.image.archive.BadPackageException;
import dev.carafe.image.archive.BadSignatureException;
import dev.carafe.image.archive.ConflictException;
import dev.carafe.image.archive.ExpiredIndexException;
import dev.carafe.image.archive.FutureIndexException;
import dev.carafe.image.archive.UnknownPackageException;
import dev.carafe.image.archive.UnsatisfiedDependencyException;
import dev.carafe.image.archive.WrongSuiteException;
import dev.carafe.image.content.CacheException;
import dev.carafe.image.content.DigestMismatchException;
import dev.carafe.image.content.DownloadException;
import dev.carafe.image.content.OfflineException;
import dev.carafe.image.content.SizeMismatchException;
import dev.carafe.image.go.AlteredModuleException;
import dev.carafe.image.go.BadModuleException;
import dev.carafe.image.go.UnreachableModuleException;
import dev.carafe.image.tools.ToolMissingException;
import dev.carafe.lab.LabException;
import dev.carafe.lab.MachineException;
import dev.carafe.settings.ProblemsException;
import dev.carafe.trust.certificate.TrustException;
import dev.carafe.trust.tuf.AlteredException;
import dev.carafe.trust.tuf.EndlessDataException;
import dev.carafe.trust.tuf.ExpiredException;
import dev.carafe.trust.tuf.InconsistentException;
import dev.carafe.trust.tuf.MalformedMetadataException;
import dev.carafe.trust.tuf.NotSignedException;
import dev.carafe.trust.tuf.RollbackException;
import dev.carafe.trust.tuf.SlowRetrievalException;
import dev.carafe.trust.tuf.TufException;
import dev.carafe.trust.tuf.UnknownTargetException;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a command's exit code says: the one table from families of failures to codes.
enum ExitCode {
  DONE(0, "done"),
  FAILED(1, "failed"),
  USAGE(2, "wrong usage"),
  MISTAKES(3, "mistakes in a file of yours"),
  UNTRUSTED(4, "something cannot be trusted: a signature, a digest, an image"),
  NETWORK(5, "the network is not there, or not allowed and needed"),
  LACKING(6, "this machine lacks something: see carafe doctor"),
  TASK_NOT_RUN(125, "carafe run microvm could not run the task; other codes are the task's own"),
  INTERRUPTED(130, "interrupted");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  /// The code of a failure: that of the first in its chain of causes that belongs to a family.
  static ExitCode of(Throwable failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .flatMap(cause -> family(cause).stream())
        .findFirst()
        .orElse(FAILED);
  }

  private static Optional<ExitCode> family(Throwable failure) {
    return switch (failure) {
      case TaskNotRunException _ -> Optional.of(TASK_NOT_RUN);
      case ProblemsException _,
          UnknownPackageException _,
          UnsatisfiedDependencyException _,
          ConflictException _,
          NoCompilersException _,
          BadModuleException _,
          BadFileException _,
          TrustException _ ->
          Optional.of(MISTAKES);
      case BadSignatureException _,
          BadIndexException _,
          BadPackageException _,
          ExpiredIndexException _,
          FutureIndexException _,
          WrongSuiteException _,
          DigestMismatchException _,
          SizeMismatchException _,
          AlteredModuleException _,
          DamagedLogException _,
          NotAttestedException _,
          StrangerException _,
          TurnedAwayException _,
          DamagedException _,
          BadRootException _,
          BadBuildException _,
          ForeignRootException _ ->
          Optional.of(UNTRUSTED);
      case TufException e -> Optional.of(ofRepository(e));
      case DownloadException _,
          OfflineException _,
          UnreachableModuleException _,
          UnreachableException _,
          FetchException _ ->
          Optional.of(NETWORK);
      case MachineException _ -> Optional.of(FAILED);
      case ToolMissingException _, CacheException _, LabException _, NoRoomException _ ->
          Optional.of(LACKING);
      case InterruptedException _ -> Optional.of(INTERRUPTED);
      case FileSystemException e when isFull(e) -> Optional.of(LACKING);
      default -> Optional.empty();
    };
  }

  private static ExitCode ofRepository(TufException failure) {
    return switch (failure) {
      case SlowRetrievalException _ -> NETWORK;
      case UnknownTargetException _ -> FAILED;
      case AlteredException _,
          EndlessDataException _,
          ExpiredException _,
          InconsistentException _,
          MalformedMetadataException _,
          NotSignedException _,
          RollbackException _ ->
          UNTRUSTED;
    };
  }

  private static boolean isFull(FileSystemException failure) {
    return Optional.ofNullable(failure.getReason()).orElse("").startsWith("No space left");
  }

  /// For the help.
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      meanings.put(String.valueOf(code.number), code.meaning);
    }
    return meanings;
  }
}
