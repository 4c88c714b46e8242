package dev.carafe.cli;

import dev.carafe.lab.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Looks at a machine of the variant `observed` through its shell, past everything of ours.
///
/// @param port of this machine that leads to the shell
record Observer(int port) {
  /// The shell's port on the machine.
  static final int GUEST_PORT = 2323;

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// Waits until there is a shell.
  static Observer await(Machine machine, int port, Duration limit) {
    Observer observer = new Observer(port);
    machine.await("a shell", limit, () -> observer.tried("echo here").filter("here"::equals));
    return observer;
  }

  /// What a command line writes, without the white space around it.
  String run(String commandLine) {
    return tried(commandLine)
        .orElseThrow(() -> new IllegalStateException("no shell for: " + commandLine));
  }

  /// Waits until a command line writes something that contains a text, and gives all of it.
  String await(Machine machine, String commandLine, String text, Duration limit) {
    return machine.await(
        "'" + text + "' from " + commandLine,
        limit,
        () -> tried(commandLine).filter(output -> output.contains(text)));
  }

  private Optional<String> tried(String commandLine) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
      socket.getOutputStream().write((commandLine + "\nexit\n").getBytes(StandardCharsets.UTF_8));
      byte[] output = socket.getInputStream().readAllBytes();
      return Optional.of(new String(output, StandardCharsets.UTF_8).strip());
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
