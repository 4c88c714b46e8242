package dev.carafe.node.exec;

import dev.carafe.node.NodeException;
import dev.carafe.node.websocket.CloseCode;
import dev.carafe.node.websocket.Heartbeat;
import dev.carafe.node.websocket.Message;
import dev.carafe.node.websocket.WebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A client and the process that it has begun in a container.
///
/// ```
///   client ── frames ──> this thread ── InputQueue ──> input ──> process
///   client <── frames ── output <── process
///                        exit: awaits the process's end, and closes with its exit code
/// ```
///
/// Each arrow waits for the next one, so neither side makes the agent's memory grow. When the
/// client goes, the process is ended.
public final class ExecSession {
  /// After so many messages the client is told.
  private static final int TELLING = 128;

  private static final int CHUNK = 16 << 10;

  /// How long the output of a process that has ended may say nothing before it ends too.
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private static final Duration GLANCE = Duration.ofMillis(100);

  private final WebSocket socket;
  private final ContainerProcesses containers;
  private final InputQueue queue;
  private final BiConsumer<String, String> began;

  /// Since when the output thread waits for the process; empty while it waits for the client.
  private volatile Optional<Long> silentSince = Optional.empty();

  /// @param memory what all sessions share
  /// @param began is told target and program
  public ExecSession(
      WebSocket socket,
      ContainerProcesses containers,
      InputMemory memory,
      BiConsumer<String, String> began) {
    this.socket = socket;
    this.containers = containers;
    this.queue = new InputQueue(memory);
    this.began = began;
  }

  /// Returns when the conversation is over and the process has gone.
  ///
  /// @throws IOException where the client has gone without a word
  public void run() throws IOException {
    try (Heartbeat _ = Heartbeat.of(socket)) {
      initialize();
    } catch (BadRequestException | RefusedTargetException e) {
      refuse(CloseCode.POLICY, String.valueOf(e.getMessage()));
    } catch (NotStartedException e) {
      socket.send(ByteBuffer.wrap((e.getMessage() + "\r\n").getBytes(StandardCharsets.UTF_8)));
      refuse(CloseCode.NORMAL, Integer.toString(e.exitCode()));
    } catch (NodeException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      refuse(CloseCode.ERROR, String.valueOf(e.getMessage()));
    }
  }

  private static Thread start(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).start(work);
  }

  private void refuse(CloseCode code, String why) throws IOException {
    socket.close(code, why);
    socket.awaitClose();
  }

  private void initialize() throws IOException {
    switch (socket.receive()) {
      case Message.Text(String text)
          when ControlMessage.read(text) instanceof ControlMessage.Initialize wanted ->
          run(wanted);
      case Message.Text _, Message.Binary _ ->
          throw new BadRequestException("the first message is not Initialize");
      case Message.Close _ -> {}
    }
  }

  private void run(ControlMessage.Initialize wanted) throws IOException {
    began.accept(wanted.target(), wanted.command().getFirst());
    try (ContainerProcess process =
        containers.start(wanted.target(), wanted.command(), wanted.terminal())) {
      socket.send(capacity(0));
      start("exec-input", () -> feed(process));
      Thread output = start("exec-output", () -> show(process));
      start("exec-exit", () -> awaitExit(process, output));
      listen(process);
    } finally {
      queue.close();
    }
  }

  /// Until the client closes the connection, or has to.
  private void listen(ContainerProcess process) throws IOException {
    boolean more = true;
    while (more) {
      try {
        switch (socket.receive()) {
          case Message.Binary(ByteBuffer bytes) -> take(bytes);
          case Message.Text(String text) -> obey(process, ControlMessage.read(text));
          case Message.Close _ -> more = false;
        }
      } catch (BadRequestException e) {
        queue.close();
        socket.close(CloseCode.POLICY, String.valueOf(e.getMessage()));
      }
    }
  }

  private void obey(ContainerProcess process, ControlMessage message) {
    switch (message) {
      case ControlMessage.Winch(WindowSize size) -> process.resize(size);
      case ControlMessage.ContentComplete() -> queue.end();
      case ControlMessage.Initialize _ -> throw new BadRequestException("Initialize comes twice");
    }
  }

  private void take(ByteBuffer bytes) {
    if (queue.hasEnded()) {
      throw new BadRequestException("input follows ContentComplete");
    }
    try {
      if (!queue.offer(bytes)) {
        queue.close();
        socket.close(
            CloseCode.SIZE,
            "more than " + InputQueue.MOST_MESSAGES + " messages wait for the process");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Input that nobody reads any more counts as read: the process's end tells the client.
  private void feed(ContainerProcess process) {
    try {
      boolean wanted = true;
      long written = 0;
      for (Optional<ByteBuffer> next = queue.next(); next.isPresent(); next = queue.next()) {
        wanted = wanted && isWritten(process, next.get());
        queue.done();
        written++;
        if (written % TELLING == 0) {
          socket.send(capacity(written));
        }
      }
      process.endInput();
    } catch (IOException | NodeException _) {
      // the client has gone, or the process has: others see to it
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isWritten(ContainerProcess process, ByteBuffer bytes) {
    try {
      process.write(bytes);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static String capacity(long written) {
    return "{\"Capacity\":{\"max_messages_outstanding\":"
        + InputQueue.MOST_MESSAGES
        + ",\"messages_written\":"
        + written
        + "}}";
  }

  private void show(ContainerProcess process) {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    try {
      while (read(process, chunk.clear()) >= 0) {
        socket.send(chunk.flip());
      }
    } catch (IOException _) {
      // the client has gone, or the process has: others see to it
    }
  }

  private int read(ContainerProcess process, ByteBuffer chunk) throws IOException {
    silentSince = Optional.of(System.nanoTime());
    try {
      return process.read(chunk);
    } finally {
      silentSince = Optional.empty();
    }
  }

  private void awaitExit(ContainerProcess process, Thread output) {
    try {
      int code = process.await();
      while (!output.join(GLANCE)) {
        if (isSilent()) {
          process.endOutput();
          output.join();
        }
      }
      queue.close();
      socket.close(CloseCode.NORMAL, Integer.toString(code));
    } catch (NodeException e) {
      System.err.println(e.getMessage());
      socket.close(CloseCode.ERROR, String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether another process holds the output open, and has nothing to say.
  private boolean isSilent() {
    Optional<Long> since = silentSince;
    return since.isPresent() && System.nanoTime() - since.get() > LAST_WORDS.toNanos();
  }
}
