package dev.carafe.cli.attest;

import dev.carafe.disk.gpt.Guid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// A variable of the firmware, as a log has it.
///
/// Source: TCG PC Client Platform Firmware Profile, section "UEFI_VARIABLE_DATA".
///
/// @param vendor who has defined it
record VariableData(UUID vendor, String name, ByteBuffer content) {
  private static final int GUID = 16;
  private static final int LONGEST_NAME = 256;

  VariableData {
    content = content.asReadOnlyBuffer();
  }

  /// Reads one.
  ///
  /// @throws BadEvidenceException where an event has none, or other data than was measured
  static VariableData of(Event event) {
    Fields fields = Fields.ofFirmware("an event of register " + event.register(), event.bytes());
    if (!event.isItsData()) {
      throw fields.fault("has data whose digest is not the one that was measured");
    }
    ByteBuffer vendor = ByteBuffer.wrap(fields.take(GUID)).order(ByteOrder.LITTLE_ENDIAN);
    long name = fields.u64();
    long content = fields.u64();
    if (name < 0 || name > LONGEST_NAME) {
      throw fields.fault("has a name of %d characters".formatted(name));
    }
    String text = new String(fields.take(2 * name), StandardCharsets.UTF_16LE);
    VariableData variable =
        new VariableData(Guid.get(vendor, 0), text, ByteBuffer.wrap(fields.take(content)));
    fields.demandEnd();
    return variable;
  }

  byte[] bytes() {
    byte[] bytes = new byte[content.remaining()];
    content.get(content.position(), bytes);
    return bytes;
  }
}
