package dev.carafe.cli.node;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// A program in a container, with its input and output here, by Bottlerocket's contract.
final class RemoteProgram implements WebSocket.Listener {
  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration GLANCE = Duration.ofMillis(500);
  private static final int CHUNK = 32 << 10;

  private final OutputStream out;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final Semaphore credit = new Semaphore(0);
  private final StringBuilder text = new StringBuilder();
  private long allowed;

  /// When the node was last heard; while output is being written here it may wait for us.
  private volatile long heard = System.nanoTime();

  private volatile boolean writing;

  /// @param out where the program's output and errors go
  RemoteProgram(OutputStream out) {
    this.out = out;
  }

  /// What is to be run.
  ///
  /// @param terminal whether it gets a terminal
  /// @param size of it, asked for again and again
  record Wanted(
      String target,
      List<String> command,
      boolean terminal,
      Supplier<Optional<LocalTerminal.Size>> size) {

    Wanted {
      command = List.copyOf(command);
    }

    private String initialize() {
      Json tty =
          terminal
              ? Json.object()
                  .with("size", size.get().map(Wanted::json).orElseGet(Json.Null::new))
                  .build()
              : new Json.Null();
      return JsonWriter.write(
          Json.object()
              .with(
                  "Initialize",
                  Json.object()
                      .with("command", Json.of(command.stream().map(Wanted::word).toList()))
                      .with("target", target)
                      .with("tty", tty)
                      .build())
              .build());
    }

    private static Json json(LocalTerminal.Size size) {
      return Json.object().with("rows", size.rows()).with("cols", size.columns()).build();
    }

    private static Json word(String word) {
      List<Json> bytes = new ArrayList<>();
      for (byte one : word.getBytes(StandardCharsets.UTF_8)) {
        bytes.add(Json.of(one & 0xff));
      }
      return Json.object().with("Unix", Json.of(bytes)).build();
    }
  }

  /// Runs it to its end and gives its exit code.
  ///
  /// @throws NodeException where the node cannot be reached, or does not run it
  static int run(NodeClient node, Wanted wanted, InputStream in, OutputStream out) {
    RemoteProgram program = new RemoteProgram(out);
    WebSocket socket = node.webSocket("/exec", program);
    try {
      Sender sender = new Sender(socket);
      sender.text(wanted.initialize());
      start("exec-input", () -> program.feed(in, sender));
      start("exec-heart", () -> program.beat(socket));
      if (wanted.terminal()) {
        start("exec-size", () -> program.watchSize(wanted, sender));
      }
      return program.exit.get();
    } catch (ExecutionException e) {
      throw node.lost(e);
    } catch (CompletionException e) {
      throw node.lost(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw node.lost("interrupted", e);
    } finally {
      program.exit.cancel(false);
      socket.abort();
    }
  }

  private static void start(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }

  /// Sends one message after the other, as the JDK's client wants it.
  private record Sender(WebSocket socket) {

    synchronized void text(String text) {
      socket.sendText(text, true).join();
    }

    synchronized void binary(ByteBuffer bytes) {
      socket.sendBinary(bytes, true).join();
    }
  }

  private void feed(InputStream in, Sender sender) {
    byte[] chunk = new byte[CHUNK];
    try {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        credit.acquire();
        sender.binary(ByteBuffer.wrap(chunk, 0, count));
      }
      sender.text(JsonWriter.write(Json.of("ContentComplete")));
    } catch (IOException | CompletionException _) {
      // the program ends without it, or has ended
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Says that we are here, though perhaps we read nothing just now, and finds out whether the node
  /// is there.
  private void beat(WebSocket socket) {
    try {
      while (!exit.isDone()) {
        Thread.sleep(BEAT);
        socket.sendPong(ByteBuffer.allocate(0)).join();
        if (!writing && System.nanoTime() - heard > PATIENCE.toNanos()) {
          exit.completeExceptionally(new IOException("it has fallen silent"));
        }
      }
    } catch (CompletionException e) {
      exit.completeExceptionally(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchSize(Wanted wanted, Sender sender) {
    try {
      Optional<LocalTerminal.Size> told = wanted.size().get();
      while (!exit.isDone()) {
        Thread.sleep(GLANCE);
        Optional<LocalTerminal.Size> now = wanted.size().get();
        if (now.isPresent() && !now.equals(told)) {
          sender.text(
              JsonWriter.write(Json.object().with("Winch", Wanted.json(now.get())).build()));
          told = now;
        }
      }
    } catch (CompletionException _) {
      // the program has ended
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    writing = true;
    try {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      exit.completeExceptionally(
          new IOException("could not write its output: " + e.getMessage(), e));
    } finally {
      writing = false;
      hear(socket);
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      grant(text.toString());
      text.setLength(0);
    }
    hear(socket);
    return CompletableFuture.completedFuture(null);
  }

  /// How many messages may be on their way has changed.
  private void grant(String message) {
    try {
      if (JsonReader.read(message) instanceof Json.Struct named
          && named.member("Capacity").orElse(named) instanceof Json.Struct capacity) {
        long total =
            number(capacity, "max_messages_outstanding") + number(capacity, "messages_written");
        credit.release((int) Math.max(0, total - allowed));
        allowed = Math.max(allowed, total);
      }
    } catch (JsonSyntaxException | NumberFormatException _) {
      exit.completeExceptionally(new IOException("it said " + message));
    }
  }

  private static long number(Json.Struct fields, String name) {
    return fields.member(name).orElse(new Json.Null()) instanceof Json.Numeral(String literal)
        ? Long.parseLong(literal)
        : 0;
  }

  @Override
  public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    hear(socket);
    return CompletableFuture.completedFuture(null);
  }

  private void hear(WebSocket socket) {
    heard = System.nanoTime();
    socket.request(1);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    if (code == WebSocket.NORMAL_CLOSURE && reason.matches("[0-9]{1,3}")) {
      exit.complete(Integer.parseInt(reason));
    } else {
      exit.completeExceptionally(new EndedException(code, reason));
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    exit.completeExceptionally(error);
  }
}
