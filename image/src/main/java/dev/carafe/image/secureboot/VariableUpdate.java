package dev.carafe.image.secureboot;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.carafe.disk.gpt.Guid;
import dev.carafe.image.cms.SignedMessage;
import dev.carafe.image.signing.SigningKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;

/// A change of a variable of Secure Boot, which firmware makes where the right key has signed it:
/// the content of a file `.auth`.
///
/// A variable is replaced only by what is newer than what it has; whether something is added does
/// not depend on its time.
///
/// Source: [UEFI 2.11](https://uefi.org/specs/UEFI/2.11/08_Services_Runtime_Services.html), 8.2.2,
/// `EFI_VARIABLE_AUTHENTICATION_2`.
///
/// @param kind whether the content replaces what is there
/// @param time in whole seconds
public record VariableUpdate(
    SecureBootVariable variable, Kind kind, Instant time, SignatureList content) {
  private static final UUID PKCS7 = UUID.fromString("4aafd29d-68df-49ee-8aa9-347d375665a7");
  private static final int TIME = 16;

  /// `WIN_CERTIFICATE_UEFI_GUID`.
  private static final int CERTIFICATE_HEAD = 24;

  private static final short REVISION = 0x200;
  private static final short EFI_GUID = 0xef1;

  /// What becomes of what the variable holds.
  public enum Kind {
    /// Nothing of it stays.
    REPLACE(0x27),
    /// All of it stays; what is in both is there once.
    ADD(0x67);

    /// Kept over a reboot, for the boot and the system after it, guarded by a time; perhaps added.
    private final int attributes;

    Kind(int attributes) {
      this.attributes = attributes;
    }
  }

  /// The update with its signature.
  ///
  /// @param key that of [SecureBootVariable#changedBy]
  public byte[] signed(SigningKey key) {
    byte[] lists = content.encode();
    byte[] message = SignedMessage.detached(key, whatIsSigned(lists));
    int length = CERTIFICATE_HEAD + message.length;
    ByteBuffer update = ByteBuffer.allocate(TIME + length + lists.length).order(LITTLE_ENDIAN);
    putTime(update);
    update.putInt(length).putShort(REVISION).putShort(EFI_GUID);
    Guid.put(update, update.position(), PKCS7);
    update.position(TIME + CERTIFICATE_HEAD).put(message).put(lists);
    return update.array();
  }

  private byte[] whatIsSigned(byte[] lists) {
    byte[] name = variable.variableName().getBytes(UTF_16LE);
    ByteBuffer bytes =
        ByteBuffer.allocate(name.length + 16 + 4 + TIME + lists.length).order(LITTLE_ENDIAN);
    bytes.put(name);
    Guid.put(bytes, bytes.position(), variable.vendor());
    bytes.position(name.length + 16).putInt(kind.attributes);
    putTime(bytes);
    return bytes.put(lists).array();
  }

  /// `EFI_TIME`, in UTC: what is not named here must be zero.
  private void putTime(ByteBuffer bytes) {
    ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
    bytes.putShort((short) utc.getYear());
    bytes.put((byte) utc.getMonthValue()).put((byte) utc.getDayOfMonth());
    bytes.put((byte) utc.getHour()).put((byte) utc.getMinute()).put((byte) utc.getSecond());
    bytes.position(bytes.position() + TIME - 7);
  }
}
