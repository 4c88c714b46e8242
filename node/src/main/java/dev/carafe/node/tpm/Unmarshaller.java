package dev.carafe.node.tpm;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// Reads what a TPM answers.
///
/// Source: TPM 2.0 Library, Part 1, section "Response Format".
///
/// @param command to which it is the answer
record Unmarshaller(CommandCode command, ByteBuffer bytes) {
  private static final int SUCCESS = 0;

  /// Reads an answer from behind its header on.
  ///
  /// @throws TpmException where it is not whole, or says that the command has failed
  static Unmarshaller of(CommandCode command, byte[] answer) {
    Unmarshaller reading = new Unmarshaller(command, ByteBuffer.wrap(answer));
    int _ = reading.u16(); // whether there are sessions, which the command has said
    int size = reading.u32();
    if (size != answer.length) {
      throw reading.fault(
          "answers %d bytes, and says that they are %d".formatted(answer.length, size));
    }
    int code = reading.u32();
    if (code != SUCCESS) {
      throw reading.fault("answers error 0x%03x, expected 0".formatted(code));
    }
    return reading;
  }

  int u8() {
    return Byte.toUnsignedInt(take(1)[0]);
  }

  int u16() {
    return (u8() << 8) | u8();
  }

  int u32() {
    return (u16() << 16) | u16();
  }

  /// A `TPM2B`.
  byte[] sized() {
    return take(u16());
  }

  /// All that is left.
  byte[] rest() {
    return take(bytes.remaining());
  }

  private byte[] take(int count) {
    try {
      byte[] taken = new byte[count];
      bytes.get(taken);
      return taken;
    } catch (BufferUnderflowException _) {
      throw fault("answers %d bytes, expected more".formatted(bytes.capacity()));
    }
  }

  /// What a command with sessions gives, without these.
  Unmarshaller parameters() {
    int size = u32();
    if (size < 0 || size > bytes.remaining()) {
      throw fault("says that it gives %d bytes, of %d".formatted(size, bytes.remaining()));
    }
    return new Unmarshaller(command, ByteBuffer.wrap(take(size)));
  }

  TpmException fault(String what) {
    return new TpmException(command.title() + " " + what);
  }
}
