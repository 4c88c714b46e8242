package dev.carafe.lab;

import dev.carafe.image.process.Command;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A TPM 2.0 beside QEMU, which talks to it over a socket: swtpm. It ends when QEMU does, with all
/// that it remembers in its folder.
///
/// Both run in that folder, so that no path that a user chose is too long for a socket or has a
/// comma in it.
///
/// Source: `swtpm(8)`; [QEMU, "TPM Device"](https://www.qemu.org/docs/master/specs/tpm.html).
final class Tpm implements AutoCloseable {
  /// In its folder.
  static final String SOCKET = "socket";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long GLANCE = 20_000_000L;

  private final Process process;

  private Tpm(Process process) {
    this.process = process;
  }

  /// Starts it, and waits until it can be asked.
  ///
  /// @param swtpm the program, without arguments
  /// @param folder what it remembers; a new one is a new TPM
  static Tpm start(Command swtpm, Path folder, Path errors) throws IOException {
    Path socket = Files.createDirectories(folder).resolve(SOCKET);
    Files.deleteIfExists(socket);
    Process process =
        swtpm
            .with("socket", "--tpm2", "--tpmstate", "dir=.")
            .with("--ctrl", "type=unixio,path=" + SOCKET, "--terminate")
            .in(folder)
            .start(Redirect.PIPE, Redirect.to(errors.toFile()), Redirect.to(errors.toFile()));
    Tpm tpm = new Tpm(process);
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(socket)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        tpm.close();
        throw new TpmException(Files.readString(errors).strip());
      }
      LockSupport.parkNanos(GLANCE);
    }
    return tpm;
  }

  /// Waits until it has ended by itself, after QEMU: it may be writing.
  @Override
  public void close() {
    try {
      process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    process.onExit().join();
  }

  /// swtpm does not start.
  static final class TpmException extends LabException {
    private static final long serialVersionUID = 1L;

    TpmException(String errors) {
      super("could not start a TPM: " + (errors.isEmpty() ? "swtpm made no socket" : errors));
    }
  }
}
