package dev.carafe.image.secureboot;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.gpt.Guid;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Lists of signatures as bytes: a type, three sizes, then entries of an owner and the data.
///
/// Source: [UEFI 2.11](https://uefi.org/specs/UEFI/2.11/32_Secure_Boot_and_Driver_Signing.html),
/// 32.4.1.
final class SignatureListFormat {
  /// `EFI_CERT_X509_GUID`.
  private static final UUID X509 = UUID.fromString("a5c059a1-94e4-4aa7-87b5-ab155c2bf072");

  /// `EFI_CERT_SHA256_GUID`.
  private static final UUID SHA256 = UUID.fromString("c1c41626-504c-4092-aca9-41f936934328");

  private static final int LIST_SIZE = 16;
  private static final int HEADER_SIZE = 20;
  private static final int ENTRY_SIZE = 24;
  private static final int HEAD = 28;
  private static final int OWNER = 16;
  private static final int DIGEST = 32;

  private SignatureListFormat() {}

  static byte[] encode(SignatureList list) {
    return switch (list) {
      case SignatureList.OfCertificate(UUID owner, X509Certificate certificate) ->
          encode(X509, owner, List.of(bytes(certificate)));
      case SignatureList.OfDigests(UUID owner, List<Sha256> digests) ->
          encode(SHA256, owner, digests.stream().map(Sha256::bytes).toList());
    };
  }

  private static byte[] encode(UUID type, UUID owner, List<byte[]> entries) {
    int entry = OWNER + entries.getFirst().length;
    ByteBuffer list = ByteBuffer.allocate(HEAD + entries.size() * entry).order(LITTLE_ENDIAN);
    Guid.put(list, 0, type);
    list.putInt(LIST_SIZE, list.capacity()).putInt(HEADER_SIZE, 0).putInt(ENTRY_SIZE, entry);
    for (int i = 0; i < entries.size(); i++) {
      int at = HEAD + i * entry;
      Guid.put(list, at, owner);
      list.put(at + OWNER, entries.get(i));
    }
    return list.array();
  }

  private static byte[] bytes(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("could not encode a certificate that was read", e);
    }
  }

  static List<SignatureList> read(String what, byte[] bytes) {
    List<SignatureList> lists = new ArrayList<>();
    ByteBuffer all = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    try {
      for (int at = 0; at < bytes.length; ) {
        int size = all.getInt(at + LIST_SIZE);
        lists.add(list(what, all.slice(at, size).order(LITTLE_ENDIAN)));
        at += size;
      }
      return List.copyOf(lists);
    } catch (IndexOutOfBoundsException e) {
      throw new BadSignatureListException(what, "it ends in the middle of a list", e);
    } catch (CertificateException e) {
      throw new BadSignatureListException(what, "a certificate in it is none", e);
    }
  }

  /// All entries are taken for those of the first one's owner.
  private static SignatureList list(String what, ByteBuffer list) throws CertificateException {
    int entry = list.getInt(ENTRY_SIZE);
    int start = HEAD + list.getInt(HEADER_SIZE);
    int count = entry <= OWNER ? 0 : (list.capacity() - start) / entry;
    if (count < 1 || start + count * entry != list.capacity()) {
      throw new BadSignatureListException(
          what, "expected whole entries of %d bytes, found something else".formatted(entry));
    }
    UUID type = Guid.get(list, 0);
    UUID owner = Guid.get(list, start);
    if (type.equals(X509) && count == 1) {
      return new SignatureList.OfCertificate(owner, certificate(data(list, start, entry)));
    }
    if (type.equals(SHA256) && entry == OWNER + DIGEST) {
      List<Sha256> digests = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        digests.add(Sha256.of(data(list, start + i * entry, entry), 0));
      }
      return new SignatureList.OfDigests(owner, digests);
    }
    throw new BadSignatureListException(
        what, "expected certificates or SHA-256 digests, found type " + type);
  }

  private static byte[] data(ByteBuffer list, int at, int entry) {
    byte[] data = new byte[entry - OWNER];
    list.get(at + OWNER, data);
    return data;
  }

  private static X509Certificate certificate(byte[] encoded) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }
}
