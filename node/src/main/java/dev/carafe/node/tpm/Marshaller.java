package dev.carafe.node.tpm;

import java.io.ByteArrayOutputStream;

/// Writes what a TPM reads: numbers with the highest byte first.
///
/// Source: TPM 2.0 Library, Part 1, section "Data Marshaling".
final class Marshaller {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Marshaller u8(int value) {
    bytes.write(value);
    return this;
  }

  Marshaller u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  Marshaller u32(int value) {
    return u16(value >>> 16).u16(value);
  }

  Marshaller raw(byte[] value) {
    bytes.writeBytes(value);
    return this;
  }

  /// A `TPM2B`: its size, then the bytes.
  Marshaller sized(byte[] value) {
    return u16(value.length).raw(value);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
