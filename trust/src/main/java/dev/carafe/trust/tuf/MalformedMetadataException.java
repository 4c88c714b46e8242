package dev.carafe.trust.tuf;

/// What should be metadata is none: no JSON, or not what the specification demands.
public final class MalformedMetadataException extends TufException {
  private static final long serialVersionUID = 1L;

  MalformedMetadataException(String message) {
    super(message);
  }
}
