package dev.carafe.node.tpm;

import java.nio.ByteBuffer;

/// What a TPM says of its registers.
///
/// @param attested a `TPMS_ATTEST`
/// @param signature over it, a `TPMT_SIGNATURE`
public record Quote(ByteBuffer attested, ByteBuffer signature) {
  public Quote {
    attested = attested.asReadOnlyBuffer();
    signature = signature.asReadOnlyBuffer();
  }
}
