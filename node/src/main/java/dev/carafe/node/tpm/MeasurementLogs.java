package dev.carafe.node.tpm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// What tells what was measured, each as its writer has it.
///
/// @param firmware until the firmware gave the machine away, as the kernel keeps it: a log of the
///   TCG PC Client Platform Firmware Profile
/// @param system what systemd has measured since then
public record MeasurementLogs(Optional<ByteBuffer> firmware, Optional<ByteBuffer> system) {
  private static final String FIRMWARE = "sys/kernel/security/tpm0/binary_bios_measurements";
  private static final String SYSTEM = "run/log/systemd/tpm2-measure.log";
  private static final int LARGEST = 1 << 20;

  /// @param root below which are `/sys` and `/run`
  /// @throws TpmException where one is too large
  static MeasurementLogs read(Path root) throws IOException {
    return new MeasurementLogs(log(root.resolve(FIRMWARE)), log(root.resolve(SYSTEM)));
  }

  private static Optional<ByteBuffer> log(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new TpmException("%s has more than %d bytes".formatted(file, LARGEST));
      }
      return Optional.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
