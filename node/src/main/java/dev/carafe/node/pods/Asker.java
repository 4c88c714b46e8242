package dev.carafe.node.pods;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.ProgramResult;
import dev.carafe.node.grpc.CallFailedException;
import dev.carafe.node.web.Answer;
import dev.carafe.node.web.Call;
import dev.carafe.node.web.TimeLimits;
import dev.carafe.node.web.WebClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Puts questions to one container.
///
/// @param socket the runtime's
/// @param container its id
/// @param address the pod's, or the host's own
record Asker(Path socket, String container, String address) {

  /// Why the answer was not a good one.
  ///
  /// @throws NodeException or UncheckedIOException where the runtime could not put the question, of
  ///   which the container is not to blame
  Optional<String> fault(Probe probe) {
    try {
      return switch (probe.question()) {
        case Probe.HttpGet(String path, int port) -> page(path, port, probe.timeout());
        case Probe.TcpSocket(int port) -> connection(port, probe.timeout());
        case Probe.Exec(List<String> command) -> program(command, probe.timeout());
      };
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> page(String path, int port, Duration limit) throws IOException {
    Call call = Call.get(URI.create("http://" + address + ":" + port + path));
    Answer answer = WebClient.direct(new TimeLimits(limit, limit, limit)).send(call);
    return answer.status() >= 200 && answer.status() < 400
        ? Optional.empty()
        : Optional.of("port " + port + " answered " + path + " with status " + answer.status());
  }

  private Optional<String> connection(int port, Duration limit) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), Math.toIntExact(limit.toMillis()));
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException("port " + port + ": " + e.getMessage(), e);
    }
  }

  private Optional<String> program(List<String> command, Duration limit) {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      return fault(command.getFirst(), runtime.run(container, command, limit));
    } catch (CallFailedException e) {
      requireService();
      return Optional.of(e.reason());
    }
  }

  private static Optional<String> fault(String program, ProgramResult result) {
    return result.exitCode() == 0
        ? Optional.empty()
        : Optional.of(program + " ended with " + result.exitCode() + line(result.output()));
  }

  /// A runtime that has just started refuses everything.
  private void requireService() {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      runtime.sandboxes();
    }
  }

  /// The beginning of what a program wrote.
  private static String line(String output) {
    String line = output.strip().lines().findFirst().orElse("");
    return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), 200));
  }
}
