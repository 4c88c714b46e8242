package dev.carafe.image.secureboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.signing.TestKey;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignatureListTest {
  private static final UUID OWNER = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final SignatureList DIGESTS =
      new SignatureList.OfDigests(OWNER, List.of(Sha256.of("one"), Sha256.of("two")));
  private static final SignatureList CERTIFICATE =
      new SignatureList.OfCertificate(OWNER, TestKey.KEY.certificate());

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void digestsStandBehindAHeadEachWithItsOwner() {
    assertThat(HexFormat.of().formatHex(DIGESTS.encode()))
        .isEqualTo(
            "2616c4c14c509240aca941f936934328" // the type of SHA-256 digests
                + "7c000000" // 124 bytes
                + "00000000"
                + "30000000" // 48 for each
                + "33221100554477668899aabbccddeeff"
                + Sha256.of("one")
                + "33221100554477668899aabbccddeeff"
                + Sha256.of("two"));
  }

  @Test
  void aCertificateIsInAListOfItsOwn() throws CertificateEncodingException {
    byte[] encoded = TestKey.KEY.certificate().getEncoded();
    byte[] list = CERTIFICATE.encode();
    assertThat(list).hasSize(28 + 16 + encoded.length).endsWith(encoded);
    assertThat(HexFormat.of().formatHex(list)).startsWith("a159c0a5e494a74a87b5ab155c2bf072");
  }

  @Test
  void whatIsWrittenIsRead() {
    byte[] both = joined(CERTIFICATE.encode(), DIGESTS.encode());
    assertThat(SignatureList.read("lists", both)).containsExactly(CERTIFICATE, DIGESTS);
    assertThat(SignatureList.read("nothing", new byte[0])).isEmpty();
  }

  @Test
  void aCutListIsRefusedWhereverItEnds() {
    byte[] whole = DIGESTS.encode();
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> SignatureList.read("a list", cut))
          .isInstanceOf(BadSignatureListException.class)
          .hasMessage("could not read a list: it ends in the middle of a list");
    }
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    for (int at = 16; at < 28; at++) {
      byte[] wrong = DIGESTS.encode();
      wrong[at] ^= 0x55;
      assertThatThrownBy(() -> SignatureList.read("a list", wrong))
          .as("byte %d", at)
          .isInstanceOf(BadSignatureListException.class);
    }
  }

  @Test
  void anotherTypeIsNamed() {
    byte[] other = DIGESTS.encode();
    other[0] ^= 1;
    assertThatThrownBy(() -> SignatureList.read("a list", other))
        .hasMessage(
            "could not read a list: expected certificates or SHA-256 digests,"
                + " found type c1c41627-504c-4092-aca9-41f936934328");
  }

  @Test
  void aListOfNothingIsNone() {
    assertThatThrownBy(() -> new SignatureList.OfDigests(OWNER, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
