package dev.carafe.image.uki;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.signing.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// What lets a TPM open a secret to a kernel image: a signature over what register 11 holds once
/// the image was started. A secret that is sealed to the key opens for each image that has one of
/// that key, and so for later releases.
///
/// It holds until the system measures something itself, as it does when it needs the secret no more
/// (`systemd-pcrphase-sysinit.service`): the phase that `systemd-measure` writes as `:`.
///
/// Source: systemd-measure(1), "sign"; `tpm2_calculate_policy_pcr()` in systemd's
/// `src/shared/tpm2-util.c`; TPM 2.0 Library, Part 3, section "TPM2_PolicyPCR".
public final class PcrSignature {
  private static final int POLICY_PCR = 0x17F;
  private static final short SHA256 = 0xB;

  /// Register 11, in a set of 24.
  private static final byte[] SELECTION = {3, 0x00, 0x08, 0x00};

  private static final byte[] NO_POLICY = new byte[32];
  private static final int POLICY_BYTES = 78;

  private PcrSignature() {}

  /// The section [UkiSection#PCR_SIGNATURE] of an image.
  ///
  /// @param register what it measures to: [KernelMeasurement#of]
  public static String of(Sha256 register, SigningKey key) {
    byte[] policy = policy(register).bytes();
    return "{\"sha256\": [{\"pcrs\": [11], \"pkfp\": \"%s\", \"pol\": \"%s\", \"sig\": \"%s\"}]}"
        .formatted(
            fingerprint(key),
            HexFormat.of().formatHex(policy),
            Base64.getEncoder().encodeToString(key.sign(policy)));
  }

  /// The section [UkiSection#PCR_KEY]: with what signatures are checked.
  public static String publicKey(SigningKey key) {
    byte[] encoded = key.certificate().getPublicKey().getEncoded();
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END PUBLIC KEY-----\n";
  }

  /// What a TPM's policy session comes to when the register is compared and nothing else.
  static Sha256 policy(Sha256 register) {
    ByteBuffer policy = ByteBuffer.allocate(POLICY_BYTES);
    policy.put(NO_POLICY).putInt(POLICY_PCR);
    policy.putInt(1).putShort(SHA256).put(SELECTION);
    policy.put(Sha256.of(register.bytes()).bytes());
    return Sha256.of(policy.flip());
  }

  /// Of the bare key: what is signed must be found among several.
  private static Sha256 fingerprint(SigningKey key) {
    SubjectPublicKeyInfo info =
        SubjectPublicKeyInfo.getInstance(key.certificate().getPublicKey().getEncoded());
    try {
      return Sha256.of(info.parsePublicKey().getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException("could not encode a key that was read", e);
    }
  }
}
