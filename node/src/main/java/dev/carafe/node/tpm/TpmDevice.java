package dev.carafe.node.tpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// The machine's TPM, as the kernel's resource manager shares it: what one has open holds no keys
/// of another.
///
/// One write is a command, the read behind it its answer.
///
/// Source: [Linux, "TPM"](https://docs.kernel.org/security/tpm/index.html), `/dev/tpmrm0`.
record TpmDevice(Path file) implements TpmSource {
  /// The kernel's limit for commands and answers.
  private static final int LARGEST = 4096;

  @Override
  public Optional<TpmChannel> open() throws IOException {
    try {
      return Optional.of(
          new Opened(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private record Opened(FileChannel file) implements TpmChannel {
    @Override
    public byte[] transmit(byte[] command) throws IOException {
      file.write(ByteBuffer.wrap(command));
      ByteBuffer answer = ByteBuffer.allocate(LARGEST);
      file.read(answer);
      return Arrays.copyOf(answer.array(), answer.position());
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
