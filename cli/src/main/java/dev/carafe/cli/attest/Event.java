package dev.carafe.cli.attest;

import dev.carafe.disk.bytes.Sha256;
import java.nio.ByteBuffer;

/// Something that was measured.
///
/// Source: [TCG PC Client Platform Firmware
/// Profile](https://trustedcomputinggroup.org/resource/pc-client-specific-platform-firmware-profile-specification/),
/// section "Event Types".
///
/// @param register into which
/// @param type what its data is. The log alone says so: it is not measured
/// @param digest what was measured, in the bank of SHA-256
/// @param data what tells of it, which need not be what was measured
record Event(int register, long type, Sha256 digest, ByteBuffer data) {
  /// None of a firmware.
  static final long SYSTEM = -1;

  static final long NO_ACTION = 3;
  static final long SEPARATOR = 4;
  static final long VARIABLE_DRIVER_CONFIG = 0x80000001L;
  static final long VARIABLE_AUTHORITY = 0x800000e0L;

  Event {
    data = data.asReadOnlyBuffer();
  }

  /// Whether its data is what was measured, and so is to be believed as the digest is.
  boolean isItsData() {
    return digest.equals(Sha256.of(data));
  }

  byte[] bytes() {
    byte[] bytes = new byte[data.remaining()];
    data.get(data.position(), bytes);
    return bytes;
  }
}
