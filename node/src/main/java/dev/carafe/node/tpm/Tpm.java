package dev.carafe.node.tpm;

import dev.carafe.disk.bytes.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// What of a TPM 2.0 an attestation takes: four commands.
///
/// Source: [TPM 2.0
/// Library](https://trustedcomputinggroup.org/resource/tpm-library-specification/), Part 3.
record Tpm(TpmChannel channel) {
  /// `TPM_RH_ENDORSEMENT`: its seed is the TPM's identity, and outlasts a change of the owner.
  private static final int ENDORSEMENT = 0x4000000b;

  private static final int NO_SCHEME = 0x10;

  /// As neither a password nor data of one's own.
  private static final byte[] NOTHING_SENSITIVE = new byte[4];

  /// Makes the key of [KeyTemplate].
  LoadedKey attestationKey() throws IOException {
    byte[] parameters =
        new Marshaller()
            .sized(NOTHING_SENSITIVE)
            .sized(KeyTemplate.bytes())
            .u16(0) // no note of ours about its making
            .u32(0) // nor the registers at that time
            .bytes();
    Unmarshaller answer = send(CommandCode.CREATE_PRIMARY, ENDORSEMENT, parameters);
    int handle = answer.u32();
    return new LoadedKey(this, handle, ByteBuffer.wrap(answer.parameters().sized()));
  }

  /// Has the registers signed.
  Quote quote(LoadedKey key, Sha256 qualifying) throws IOException {
    byte[] parameters =
        new Marshaller()
            .sized(qualifying.bytes())
            .u16(NO_SCHEME) // but the key's own
            .raw(RegisterSelection.ALL.marshalled())
            .bytes();
    Unmarshaller answer = send(CommandCode.QUOTE, key.handle(), parameters).parameters();
    ByteBuffer attested = ByteBuffer.wrap(answer.sized());
    return new Quote(attested, ByteBuffer.wrap(answer.rest()));
  }

  /// Reads the registers, the first first.
  List<Sha256> registers() throws IOException {
    Sha256[] values = new Sha256[RegisterSelection.COUNT];
    RegisterSelection wanted = RegisterSelection.ALL;
    while (!wanted.isEmpty()) {
      RegisterSelection given = read(wanted, values);
      wanted = wanted.without(given);
    }
    return Arrays.asList(values);
  }

  /// A TPM gives as many of them as it likes, mostly eight.
  private RegisterSelection read(RegisterSelection wanted, Sha256[] values) throws IOException {
    CommandCode command = CommandCode.READ_REGISTERS;
    Unmarshaller answer =
        Unmarshaller.of(command, channel.transmit(command.with(wanted.marshalled())));
    int _ = answer.u32(); // how often registers have changed
    RegisterSelection given = RegisterSelection.of(answer);
    if (given.isEmpty() || !given.without(wanted).isEmpty()) {
      throw answer.fault(
          "gives registers 0x%04x, expected some of 0x%04x".formatted(given.bits(), wanted.bits()));
    }
    int count = answer.u32();
    if (count != Integer.bitCount(given.bits())) {
      throw answer.fault("gives %d values of registers 0x%04x".formatted(count, given.bits()));
    }
    for (int i = 0; i < values.length; i++) {
      if (given.has(i)) {
        values[i] = digest(answer);
      }
    }
    return given;
  }

  private static Sha256 digest(Unmarshaller answer) {
    byte[] value = answer.sized();
    if (value.length != Sha256.of("").bytes().length) {
      throw answer.fault("gives a register of %d bytes, expected 32".formatted(value.length));
    }
    return Sha256.of(value, 0);
  }

  /// Gives the place of a key back.
  void flush(int handle) throws IOException {
    CommandCode command = CommandCode.FLUSH_CONTEXT;
    byte[] handleAlone = new Marshaller().u32(handle).bytes();
    Unmarshaller _ = Unmarshaller.of(command, channel.transmit(command.with(handleAlone)));
  }

  private Unmarshaller send(CommandCode command, int handle, byte[] parameters) throws IOException {
    return Unmarshaller.of(command, channel.transmit(command.with(handle, parameters)));
  }
}
