package dev.carafe.image.uki;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.cms.BadSignedDataException;
import dev.carafe.image.cms.SignedMessage;
import dev.carafe.image.cms.SignedReading;
import dev.carafe.image.signing.SigningKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/// Signatures of executables, which firmware demands before it starts one under Secure Boot.
///
/// A signature stands behind all else in the file, and covers every byte but three: itself, the two
/// fields that say where it is, and the checksum. The same file and key give the same bytes.
///
/// Source: [Windows Authenticode Portable Executable Signature
/// Format](https://download.microsoft.com/download/9/c/5/9c5b2167-8017-4bae-9fde-d599bac8184a/authenticode_pe.docx);
/// [PE Format](https://learn.microsoft.com/en-us/windows/win32/debug/pe-format), "The Attribute
/// Certificate Table"; [UEFI
/// 2.11](https://uefi.org/specs/UEFI/2.11/32_Secure_Boot_and_Driver_Signing.html), 32.5.
public final class Authenticode {
  private static final ASN1ObjectIdentifier INDIRECT_DATA =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.311.2.1.4");
  private static final ASN1ObjectIdentifier PE_IMAGE_DATA =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.311.2.1.15");

  private static final int CHECKSUM_SIZE = 4;
  private static final int DIRECTORY_SIZE = 8;
  private static final int ALIGNMENT = 8;

  /// Up to the directory of signatures, the fifth.
  private static final int OPTIONAL_HEADER_SIZE = 112 + 5 * DIRECTORY_SIZE;

  /// `WIN_CERTIFICATE`: length, revision, type.
  private static final int CERTIFICATE_HEADER = 8;

  private static final short REVISION = 0x200;
  private static final short PKCS_SIGNED_DATA = 2;

  private Authenticode() {}

  /// The digest that a signature is of, and by which an executable is revoked; with a signature and
  /// without it is the same.
  ///
  /// @param what how messages call the executable
  /// @throws BadPeException where it is none, or has bytes that some firmware would leave out
  public static Sha256 digest(String what, ByteBuffer image) {
    PeImage pe = PeImage.of(what, image);
    int end = end(pe);
    demandNoGaps(pe);
    int checksum = PeField.CHECKSUM.at(pe.signature());
    int directory = PeField.SECURITY_DIRECTORY.at(pe.signature());
    MessageDigest digest = Sha256.digest();
    digest.update(range(pe, 0, checksum));
    digest.update(range(pe, checksum + CHECKSUM_SIZE, directory));
    digest.update(range(pe, directory + DIRECTORY_SIZE, end));
    return Sha256.of(digest.digest(), 0);
  }

  /// An executable with a signature.
  ///
  /// @param what how messages call it
  /// @throws BadPeException where it is none, or has a signature already
  public static byte[] signed(String what, byte[] image, SigningKey key) {
    ByteBuffer aligned = ByteBuffer.allocate(roundUp(image.length)).put(image).rewind();
    PeImage pe = PeImage.of(what, aligned);
    if (end(pe) < aligned.capacity()) {
      throw new BadPeException(what, "expected no signature, found one");
    }
    byte[] message = SignedMessage.around(key, INDIRECT_DATA, indirectData(digest(what, aligned)));
    int length = CERTIFICATE_HEADER + message.length;
    ByteBuffer signed =
        ByteBuffer.allocate(aligned.capacity() + roundUp(length)).order(LITTLE_ENDIAN);
    signed.put(aligned.rewind());
    signed.putInt(length).putShort(REVISION).putShort(PKCS_SIGNED_DATA).put(message);
    PeField.SECURITY_DIRECTORY.put(signed, pe.signature(), aligned.capacity());
    PeField.SECURITY_DIRECTORY_SIZE.put(signed, pe.signature(), roundUp(length));
    return signed.array();
  }

  /// Who signed an executable; nobody, where it has no signature.
  ///
  /// @param what how messages call it
  /// @throws BadPeException where it is none
  /// @throws dev.carafe.image.ImageException where the signature is not one of these bytes
  public static Optional<X509Certificate> signer(String what, ByteBuffer image) {
    PeImage pe = PeImage.of(what, image);
    int at = end(pe);
    if (at == pe.bytes().capacity()) {
      return Optional.empty();
    }
    SignedReading reading = SignedReading.of(what, message(pe, at), INDIRECT_DATA);
    if (!digestIn(what, reading.content()).equals(digest(what, image))) {
      throw new BadSignedDataException(what, "its signature is of other bytes");
    }
    return Optional.of(reading.signer());
  }

  private static byte[] message(PeImage pe, int at) {
    int room = pe.bytes().capacity() - at;
    int length = room < CERTIFICATE_HEADER ? 0 : pe.bytes().getInt(at);
    if (length <= CERTIFICATE_HEADER || length > room) {
      throw new BadPeException(
          pe.what(), "expected a signature of at most %d bytes, found %d".formatted(room, length));
    }
    byte[] message = new byte[length - CERTIFICATE_HEADER];
    pe.bytes().get(at + CERTIFICATE_HEADER, message);
    return message;
  }

  /// `SpcIndirectDataContent`: that what is signed is an executable, and its digest.
  private static ASN1Sequence indirectData(Sha256 digest) {
    ASN1Encodable obsolete =
        new DERTaggedObject(
            true, 2, new DERTaggedObject(false, 0, new DERBMPString("<<<Obsolete>>>")));
    ASN1Sequence data =
        sequence(new DERBitString(new byte[0]), new DERTaggedObject(true, 0, obsolete));
    return sequence(
        sequence(PE_IMAGE_DATA, data),
        sequence(SignedMessage.SHA256, new DEROctetString(digest.bytes())));
  }

  private static Sha256 digestIn(String what, ASN1Sequence indirectData) {
    try {
      ASN1Sequence info = ASN1Sequence.getInstance(indirectData.getObjectAt(1));
      return Sha256.of(ASN1OctetString.getInstance(info.getObjectAt(1)).getOctets(), 0);
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      throw new BadSignedDataException(what, "its signature has no SHA-256 digest");
    }
  }

  private static ASN1Sequence sequence(ASN1Encodable... parts) {
    return new DERSequence(parts);
  }

  /// Where the signature begins, or the file ends.
  private static int end(PeImage pe) {
    int size = pe.bytes().capacity();
    if (size < PeField.SECURITY_DIRECTORY.at(pe.signature()) + DIRECTORY_SIZE
        || pe.get(PeField.SIZE_OF_OPTIONAL_HEADER) < OPTIONAL_HEADER_SIZE) {
      throw new BadPeException(pe.what(), "expected a signature table in its headers, found none");
    }
    int at = pe.get(PeField.SECURITY_DIRECTORY);
    int signature = pe.get(PeField.SECURITY_DIRECTORY_SIZE);
    if (at == 0 && signature == 0) {
      return size;
    }
    if (at < pe.get(PeField.SIZE_OF_HEADERS) || signature <= 0 || size - signature != at) {
      throw new BadPeException(
          pe.what(),
          "expected a signature at its end, found %d bytes at %d of %d"
              .formatted(signature, at, size));
    }
    return at;
  }

  /// Firmware digests the headers, then each section, then the rest by its length: with a gap
  /// between them, no two would agree which bytes that is.
  private static void demandNoGaps(PeImage pe) {
    List<PeSection> sections =
        pe.sections().stream()
            .filter(section -> section.rawSize() > 0)
            .sorted(Comparator.comparingInt(PeSection::rawOffset))
            .toList();
    int expected = pe.get(PeField.SIZE_OF_HEADERS);
    for (PeSection section : sections) {
      pe.demand("start of " + section.name(), expected, section.rawOffset());
      expected += section.rawSize();
    }
    if (expected > end(pe)) {
      throw new BadPeException(pe.what(), "expected its sections, found the end of the file");
    }
  }

  private static ByteBuffer range(PeImage pe, int from, int to) {
    return pe.bytes().slice(from, to - from);
  }

  private static int roundUp(int size) {
    return Math.ceilDiv(size, ALIGNMENT) * ALIGNMENT;
  }
}
