package dev.carafe.image.secureboot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.secureboot.VariableUpdate.Kind;
import dev.carafe.image.signing.TestKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VariableUpdateTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final SignatureList CONTENT =
      new SignatureList.OfDigests(new UUID(1, 2), List.of(Sha256.of("revoked")));

  /// 2026-03-04 05:06:07, and nine bytes of zero.
  private static final String TIME = "ea0703040506070000000000" + "00000000";

  private static final int HEAD = 40;
  private static final int RSA_SIGNATURE = 256;

  private static VariableUpdate update(Kind kind) {
    return new VariableUpdate(
        SecureBootVariable.REVOCATIONS, kind, Instant.parse("2026-03-04T05:06:07Z"), CONTENT);
  }

  @Test
  void theTimeAndTheSignatureStandBeforeTheContent() {
    byte[] signed = update(Kind.REPLACE).signed(TestKey.KEY);
    int message = signed.length - HEAD - CONTENT.encode().length;
    assertThat(HEX.formatHex(signed, 0, 16)).isEqualTo(TIME);
    assertThat(ByteBuffer.wrap(signed).order(ByteOrder.LITTLE_ENDIAN).getInt(16))
        .isEqualTo(24 + message);
    assertThat(HEX.formatHex(signed, 20, HEAD))
        .isEqualTo("0002f10e" + "9dd2af4adf68ee498aa9347d375665a7");
    assertThat(signed).endsWith(CONTENT.encode());
  }

  @Test
  void theDigestsNameIsWhereOldFirmwareLooksForIt() {
    byte[] signed = update(Kind.REPLACE).signed(TestKey.KEY);
    assertThat(HEX.formatHex(signed, HEAD, HEAD + 2)).isEqualTo("3082");
    assertThat(HEX.formatHex(signed, HEAD + 13, HEAD + 22)).isEqualTo("608648016503040201");
  }

  @Test
  void whatIsSignedIsNameOwnerAttributesTimeAndContent() throws GeneralSecurityException {
    for (Kind kind : Kind.values()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(HEX.parseHex("640062007800")); // dbx
      bytes.writeBytes(HEX.parseHex("cbb219d73a3d9645a3bcdad00e67656f"));
      bytes.writeBytes(HEX.parseHex(kind == Kind.ADD ? "67000000" : "27000000"));
      bytes.writeBytes(HEX.parseHex(TIME));
      bytes.writeBytes(CONTENT.encode());
      byte[] signed = update(kind).signed(TestKey.KEY);
      int end = signed.length - CONTENT.encode().length;
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(TestKey.KEY.certificate());
      signature.update(bytes.toByteArray());
      assertThat(signature.verify(Arrays.copyOfRange(signed, end - RSA_SIGNATURE, end))).isTrue();
    }
  }

  @Test
  void theSameUpdateAndKeyGiveTheSameBytes() {
    assertThat(update(Kind.ADD).signed(TestKey.KEY))
        .isEqualTo(update(Kind.ADD).signed(TestKey.KEY));
  }

  @Test
  void eachVariableIsChangedByTheKeyAboveIt() {
    assertThat(Arrays.stream(SecureBootVariable.values()).map(SecureBootVariable::changedBy))
        .containsExactly(
            SecureBootVariable.PLATFORM_KEY,
            SecureBootVariable.PLATFORM_KEY,
            SecureBootVariable.KEY_EXCHANGE_KEY,
            SecureBootVariable.KEY_EXCHANGE_KEY);
  }
}
