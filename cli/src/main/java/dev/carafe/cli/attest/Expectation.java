package dev.carafe.cli.attest;

import dev.carafe.trust.release.PcrValue;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// How a node ought to have been started.
///
/// @param key the fingerprint of its attestation key, where it is known already
/// @param registers each value that a register may hold
/// @param certificates by which its firmware may have started programs
public record Expectation(
    Challenge challenge,
    Optional<String> key,
    List<PcrValue> registers,
    List<X509Certificate> certificates) {
  public Expectation {
    registers = List.copyOf(registers);
    certificates = List.copyOf(certificates);
  }

  /// The fingerprint of a key.
  ///
  /// @param encoded its `SubjectPublicKeyInfo`
  public static String fingerprint(byte[] encoded) {
    return AttestationKey.fingerprint(encoded);
  }
}
