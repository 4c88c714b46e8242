package dev.carafe.image.secureboot;

import dev.carafe.disk.bytes.Sha256;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;

/// What a variable of Secure Boot holds: entries of one kind, and who has put them there.
///
/// Source: [UEFI 2.11](https://uefi.org/specs/UEFI/2.11/32_Secure_Boot_and_Driver_Signing.html),
/// 32.4.1, `EFI_SIGNATURE_LIST`.
public sealed interface SignatureList {

  /// Who has put the entries there.
  UUID owner();

  /// A certificate. As each has a size of its own, each has a list of its own.
  record OfCertificate(UUID owner, X509Certificate certificate) implements SignatureList {}

  /// Digests of programs, as [dev.carafe.image.uki.Authenticode] computes them; at least one.
  record OfDigests(UUID owner, List<Sha256> digests) implements SignatureList {
    public OfDigests {
      digests = List.copyOf(digests);
      if (digests.isEmpty()) {
        throw new IllegalArgumentException("a list of signatures without any");
      }
    }
  }

  /// The bytes of a list: the content of a file `.esl`.
  default byte[] encode() {
    return SignatureListFormat.encode(this);
  }

  /// Reads lists that stand one behind the other.
  ///
  /// @param what how messages call them
  /// @throws BadSignatureListException where they are none, or hold something else than
  ///   certificates and SHA-256 digests
  static List<SignatureList> read(String what, byte[] bytes) {
    return SignatureListFormat.read(what, bytes);
  }
}
