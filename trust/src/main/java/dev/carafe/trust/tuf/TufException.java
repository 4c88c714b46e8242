package dev.carafe.trust.tuf;

/// A repository that cannot be trusted, or is not whole. Each attack of the specification has an
/// exception of its own.
public abstract sealed class TufException extends RuntimeException
    permits AlteredException,
        EndlessDataException,
        ExpiredException,
        InconsistentException,
        MalformedMetadataException,
        NotSignedException,
        RollbackException,
        SlowRetrievalException,
        UnknownTargetException {
  private static final long serialVersionUID = 1L;

  TufException(String message) {
    super(message);
  }
}
