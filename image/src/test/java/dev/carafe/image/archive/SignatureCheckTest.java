package dev.carafe.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.Test;

final class SignatureCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final TestKey KEY = new TestKey();
  private static final TestKey OTHER = new TestKey();
  private static final String TEXT = "Suite: stable\n- dashed\nLast: 1\n";

  private static String verified(byte[] bytes) {
    return new SignatureCheck(List.of(KEY.pinned()), NOW).verified("InRelease", bytes);
  }

  private static byte[] edited(String from, String to) {
    String signed = new String(KEY.clearSigned(TEXT, NOW), StandardCharsets.UTF_8);
    return signed.replace(from, to).getBytes(StandardCharsets.UTF_8);
  }

  private static void refused(ThrowingCallable check, String why) {
    assertThatThrownBy(check)
        .isInstanceOf(BadSignatureException.class)
        .hasMessageContaining("could not verify the signature of InRelease")
        .hasMessageContaining(why);
  }

  @Test
  void givesTheTextThatWasSigned() {
    assertThat(verified(KEY.clearSigned(TEXT, NOW))).isEqualTo(TEXT.strip());
  }

  @Test
  void blanksAtTheEndsOfLinesAreNotSigned() {
    assertThat(verified(edited("Last: 1", "Last: 1 \t"))).contains("Last: 1");
  }

  @Test
  void alteredTextIsRefused() {
    refused(() -> verified(edited("Last: 1", "Last: 2")), "altered");
  }

  @Test
  void anotherKeyIsRefused() {
    refused(() -> verified(OTHER.clearSigned(TEXT, NOW)), KEY.pinned().fingerprint());
  }

  @Test
  void textAroundTheSignedOneIsRefused() {
    refused(
        () -> verified(edited("-----BEGIN PGP SIGNED", "Suite: evil\n-----BEGIN PGP SIGNED")),
        "first");
    refused(
        () ->
            verified(
                edited("-----END PGP SIGNATURE-----", "-----END PGP SIGNATURE-----\nSuite: evil")),
        "nothing behind it");
    refused(() -> verified(edited("Hash: SHA256\n", "Hash: SHA256\nSuite: evil\n")), "'Hash'");
    refused(() -> verified(edited("Last: 1", "-----BEGIN PGP SIGNATURE-----")), "");
  }

  @Test
  void unsignedTextIsRefused() {
    refused(() -> verified(TEXT.getBytes(StandardCharsets.UTF_8)), "first");
    refused(() -> verified(new byte[0]), "first");
  }

  @Test
  void weakHashIsRefused() {
    refused(() -> verified(KEY.clearSigned(TEXT, NOW, HashAlgorithmTags.SHA1)), "weak hash");
  }

  @Test
  void signatureOfAnotherTimeIsRefused() {
    refused(() -> verified(KEY.clearSigned(TEXT, NOW.plusSeconds(7200))), "later than now");
    refused(() -> verified(KEY.clearSigned(TEXT, TestKey.BORN.minusSeconds(1))), "validity");
  }

  @Test
  void everyPinnedKeyOfDebianIsInItsCertificate() {
    for (ArchiveKey.Role role : ArchiveKey.Role.values()) {
      assertThat(ArchiveKey.of(role)).hasSizeGreaterThanOrEqualTo(2);
      refused(
          () ->
              new SignatureCheck(ArchiveKey.of(role), NOW)
                  .verified("InRelease", OTHER.clearSigned(TEXT, NOW)),
          "found none");
    }
  }
}
