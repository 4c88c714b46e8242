package dev.carafe.node.tpm;

import dev.carafe.disk.bytes.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Proves to somebody else how the machine was started.
public final class Attestor {
  /// What measures does so while the system starts, and a few times.
  private static final int TRIES = 3;

  private final TpmSource source;
  private final Path root;

  /// One that asks a TPM.
  ///
  /// @param root below which are `/sys` and `/run`
  public Attestor(TpmSource source, Path root) {
    this.source = source;
    this.root = root;
  }

  /// The one of a machine.
  ///
  /// @param root below which are `/dev`, `/sys` and `/run`
  public static Attestor of(Path root) {
    return new Attestor(new TpmDevice(root.resolve("dev/tpmrm0")), root);
  }

  /// Asks the TPM; one caller after the other, as it does one thing at a time.
  ///
  /// @return empty where the machine has none
  /// @throws TpmException where it refuses
  public synchronized Optional<Attestation> attest(Nonce nonce) throws IOException {
    Optional<TpmChannel> opened = source.open();
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (TpmChannel channel = opened.get()) {
      Tpm tpm = new Tpm(channel);
      try (LoadedKey key = tpm.attestationKey()) {
        return Optional.of(attested(tpm, key, nonce));
      }
    }
  }

  /// Of one moment: what was measured meanwhile would be in the one and not in the other.
  private Attestation attested(Tpm tpm, LoadedKey key, Nonce nonce) throws IOException {
    List<Sha256> before = tpm.registers();
    for (int i = 0; i < TRIES; i++) {
      Quote quote = tpm.quote(key, nonce.qualifying());
      MeasurementLogs logs = MeasurementLogs.read(root);
      List<Sha256> after = tpm.registers();
      if (after.equals(before)) {
        return new Attestation(nonce, quote, key.publicPart(), after, logs);
      }
      before = after;
    }
    throw new TpmException("its registers changed each time that they were read; ask again");
  }
}
