package dev.carafe.node.health;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.ProgramResult;
import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.cri.Sandbox;
import dev.carafe.node.grpc.CallFailedException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Asks the container runtime, and programs in its containers.
///
/// @param socket the runtime's
record ContainerChecks(Path socket) {
  private static final int LONGEST_LINE = 200;

  /// Why the runtime does not answer.
  Optional<String> fault() {
    return asked(runtime -> {
      var _ = runtime.version();
      return Optional.empty();
    });
  }

  Optional<String> fault(Check.ProgramEnds check, Duration limit) {
    return asked(runtime -> {
      List<RuntimeContainer> running = running(runtime, check.pod());
      List<RuntimeContainer> meant =
          running.stream()
              .filter(found -> check.container().map(found.name()::equals).orElse(true))
              .toList();
      return meant.size() == 1
          ? fault(check, runtime.run(meant.getFirst().id(), check.command(), limit))
          : Optional.of(absence(check, running, meant));
    });
  }

  private Optional<String> asked(Function<ContainerRuntime, Optional<String>> question) {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      return question.apply(runtime);
    } catch (CallFailedException e) {
      return Optional.of(e.reason());
    } catch (NodeException | UncheckedIOException e) {
      return Optional.of("the container runtime does not answer: " + e.getMessage());
    }
  }

  private static List<RuntimeContainer> running(ContainerRuntime runtime, String pod) {
    return runtime.sandboxes().stream()
        .filter(Sandbox::ready)
        .filter(sandbox -> sandbox.pod().equals(pod))
        .flatMap(sandbox -> runtime.containers(sandbox.id()).stream())
        .filter(RuntimeContainer.Running.class::isInstance)
        .toList();
  }

  private static String absence(
      Check.ProgramEnds check, List<RuntimeContainer> running, List<RuntimeContainer> meant) {
    if (meant.size() > 1) {
      return "pod " + check.pod() + " has more than one container: name one of them";
    }
    return running.isEmpty()
        ? "no container of pod " + check.pod() + " runs"
        : "container " + check.container().orElse("") + " does not run";
  }

  private static Optional<String> fault(Check.ProgramEnds check, ProgramResult result) {
    if (result.exitCode() == 0) {
      return Optional.empty();
    }
    String line = result.output().strip().lines().findFirst().orElse("");
    String said = line.substring(0, Math.min(line.length(), LONGEST_LINE));
    return Optional.of(
        check.command().getFirst()
            + " ended with "
            + result.exitCode()
            + (said.isEmpty() ? "" : ": " + said));
  }
}
