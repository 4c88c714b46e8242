package dev.carafe.node.update;

import dev.carafe.node.NodeException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Does one command at a time, on a thread of its own.
final class Worker {
  private final Executor executor;
  private Optional<UpdateCommand> atWork = Optional.empty();

  Worker(Executor executor) {
    this.executor = executor;
  }

  /// What it does at the moment.
  synchronized Optional<UpdateCommand> atWork() {
    return atWork;
  }

  /// @throws BusyException while it does something
  void demandFree() {
    atWork()
        .ifPresent(command -> {
          throw new BusyException(command);
        });
  }

  /// Begins a command. Whatever becomes of it, another can begin after it.
  ///
  /// @param end is told why it has failed, if it has
  void begin(UpdateCommand command, Runnable effect, Consumer<Optional<String>> end) {
    demandFree();
    set(Optional.of(command));
    executor.execute(() -> {
      try {
        end.accept(failure(command, effect));
      } finally {
        set(Optional.empty());
      }
    });
  }

  private synchronized void set(Optional<UpdateCommand> command) {
    atWork = command;
  }

  private static Optional<String> failure(UpdateCommand command, Runnable effect) {
    try {
      effect.run();
      return Optional.empty();
    } catch (NodeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return Optional.of("could not " + command + ": a fault of the agent's own, " + e);
    }
  }
}
