package dev.carafe.node.cri;

import dev.carafe.node.NodeException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/// Finds a container by the id that the runtime has given it. Connects anew for each question.
///
/// @param socket the runtime's
public record RuntimeNames(Path socket) {

  /// `POD/CONTAINER`; empty where there is none, or the runtime does not answer.
  public Optional<String> find(String id) {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      for (Sandbox sandbox : runtime.sandboxes()) {
        if (sandbox.id().equals(id)) {
          return Optional.of(sandbox.pod());
        }
        for (RuntimeContainer container : runtime.containers(sandbox.id())) {
          if (container.id().equals(id)) {
            return Optional.of(sandbox.pod() + "/" + container.name());
          }
        }
      }
    } catch (NodeException | UncheckedIOException _) {
      // who was killed is said all the same
    }
    return Optional.empty();
  }
}
