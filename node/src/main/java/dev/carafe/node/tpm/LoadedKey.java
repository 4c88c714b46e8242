package dev.carafe.node.tpm;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A key that takes one of the few places in the TPM until it is closed.
///
/// @param publicPart a `TPMT_PUBLIC`
record LoadedKey(Tpm tpm, int handle, ByteBuffer publicPart) implements AutoCloseable {
  LoadedKey {
    publicPart = publicPart.asReadOnlyBuffer();
  }

  @Override
  public void close() throws IOException {
    tpm.flush(handle);
  }
}
