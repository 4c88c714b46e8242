package dev.carafe.node.containerd;

import dev.carafe.node.NodeException;
import dev.carafe.node.exec.ContainerProcess;
import dev.carafe.node.exec.WindowSize;
import dev.carafe.node.grpc.CallFailedException;
import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A process that containerd has started in a container.
final class TaskProcess implements ContainerProcess {
  private static final int HANG_UP = 1;
  private static final int KILL = 9;
  private static final byte END_OF_TRANSMISSION = 4;
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration DYING = Duration.ofSeconds(10);
  private static final Duration BEFORE_RECONNECT = Duration.ofSeconds(1);
  private static final int MOST_ATTEMPTS = 60;

  private final ContainerTasks tasks;
  private final ProcessId id;
  private final Pipes pipes;
  private final PipeEnds ends;
  private final boolean terminal;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean deleted = new AtomicBoolean();
  private volatile int exitCode;
  private volatile Optional<RuntimeException> lost = Optional.empty();

  private TaskProcess(
      ContainerTasks tasks, ProcessId id, Pipes pipes, PipeEnds ends, boolean terminal) {
    this.tasks = tasks;
    this.id = id;
    this.pipes = pipes;
    this.ends = ends;
    this.terminal = terminal;
  }

  /// Starts it. Where that fails, nothing is left behind, not even the pipes.
  ///
  /// @param process as the OCI specification has it
  /// @throws CallFailedException where containerd cannot start it
  static TaskProcess start(
      ContainerTasks tasks, ProcessId id, Json process, Pipes pipes, boolean terminal) {
    PipeEnds ends = PipeEnds.open(pipes);
    TaskProcess made = new TaskProcess(tasks, id, pipes, ends, terminal);
    try {
      tasks.create(id, process, pipes, terminal);
      tasks.start(id);
    } catch (RuntimeException e) {
      made.clear();
      throw e;
    }
    // containerd's shim has opened its ends by now, so the end of the output can be seen
    PipeEnds.close(ends.outputHolder());
    Thread.ofPlatform().daemon().name("exec-wait").start(made::awaitEnd);
    return made;
  }

  private void awaitEnd() {
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          Optional<Integer> code = tasks.await(id);
          if (code.isPresent()) {
            exitCode = code.get();
            return;
          }
        } catch (CallFailedException e) {
          lost = Optional.of(e);
          return;
        } catch (NodeException | UncheckedIOException e) {
          if (attempt == MOST_ATTEMPTS) {
            lost = Optional.of(e);
            return;
          }
          Thread.sleep(BEFORE_RECONNECT); // containerd starts anew; its processes live on
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
    }
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      ends.input().write(bytes);
    }
  }

  /// A terminal has no end of its input: there it is what a user would type.
  @Override
  public void endInput() {
    try {
      if (terminal) {
        write(ByteBuffer.wrap(new byte[] {END_OF_TRANSMISSION}));
        return;
      }
    } catch (IOException _) {
      return; // the process has ended
    }
    PipeEnds.close(ends.input());
    attempt(() -> tasks.closeInput(id));
    PipeEnds.close(ends.inputHolder());
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return ends.output().read(into);
  }

  @Override
  public void resize(WindowSize size) {
    if (terminal) {
      attempt(() -> tasks.resize(id, size));
    }
  }

  @Override
  public int await() throws InterruptedException {
    over.await();
    if (lost.isPresent()) {
      throw lost.get();
    }
    return exitCode;
  }

  @Override
  public void endOutput() {
    delete();
  }

  @Override
  public void close() {
    try {
      if (!isOverWithin(Duration.ZERO)) {
        attempt(() -> tasks.kill(id, HANG_UP));
        if (!isOverWithin(GRACE)) {
          attempt(() -> tasks.kill(id, KILL));
          isOverWithin(DYING);
        }
      }
    } finally {
      clear();
    }
  }

  private boolean isOverWithin(Duration time) {
    try {
      return over.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void clear() {
    ends.close();
    delete();
    pipes.delete();
  }

  /// containerd then closes what it has of the pipes.
  private void delete() {
    if (deleted.compareAndSet(false, true)) {
      attempt(() -> tasks.delete(id));
    }
  }

  /// Does what fails when the process has ended, or its container has, which others see.
  private static void attempt(Runnable call) {
    try {
      call.run();
    } catch (NodeException | UncheckedIOException _) {
      // nothing is left to be done about it
    }
  }
}
