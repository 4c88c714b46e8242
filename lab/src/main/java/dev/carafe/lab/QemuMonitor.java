package dev.carafe.lab;

import dev.carafe.lab.MonitorMessage.Done;
import dev.carafe.lab.MonitorMessage.Event;
import dev.carafe.lab.MonitorMessage.Greeting;
import dev.carafe.lab.MonitorMessage.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// The line on which QEMU takes commands. One command at a time; what happens in between is read
/// too, so that QEMU never waits.
final class QemuMonitor {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final String ENDED = "QEMU has ended";

  private final OutputStream out;
  private final AtomicReference<CompletableFuture<MonitorMessage>> awaited =
      new AtomicReference<>(new CompletableFuture<>());
  private volatile boolean ended;
  private final AtomicReference<Optional<String>> shutdown =
      new AtomicReference<>(Optional.empty());

  private QemuMonitor(OutputStream out) {
    this.out = out;
  }

  /// Waits for QEMU's greeting and makes the line ready for commands.
  ///
  /// @throws MonitorException if QEMU ends instead, which is how it says that it cannot start
  static QemuMonitor open(InputStream in, OutputStream out) {
    QemuMonitor monitor = new QemuMonitor(out);
    CompletableFuture<MonitorMessage> greeting = monitor.awaited.get();
    Thread.ofVirtual().name("monitor").start(() -> monitor.listen(in));
    demandDone(greeting, "start");
    monitor.execute("qmp_capabilities");
    return monitor;
  }

  private void listen(InputStream in) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(MonitorMessage.parse(line));
      }
      end(ENDED);
    } catch (IOException e) {
      end(String.valueOf(e.getMessage()));
    }
  }

  /// First the flag, then the answer: a command that is given meanwhile sees one of them.
  private void end(String why) {
    ended = true;
    awaited.get().complete(new Refused(why));
  }

  private void take(MonitorMessage message) {
    switch (message) {
      case Event(String name, String reason) -> {
        if (name.equals("SHUTDOWN")) {
          shutdown.set(Optional.of(reason));
        }
      }
      case Greeting _, Done _, Refused _ -> awaited.get().complete(message);
    }
  }

  /// Has QEMU do something that takes no arguments.
  ///
  /// @throws MonitorException if it does not
  void execute(String command) {
    send(command, "{\"execute\":\"%s\"}".formatted(command));
  }

  /// Has QEMU do something that only people ask for, in their words, without quotes. It may refuse
  /// and not say so here.
  ///
  /// @throws MonitorException if it does not even listen
  void executeLine(String line) {
    send(
        line,
        "{\"execute\":\"human-monitor-command\",\"arguments\":{\"command-line\":\"%s\"}}"
            .formatted(line));
  }

  private synchronized void send(String command, String message) {
    CompletableFuture<MonitorMessage> answer = new CompletableFuture<>();
    awaited.set(answer);
    if (ended) {
      throw new MonitorException(command, ENDED);
    }
    try {
      out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new MonitorException(command, String.valueOf(e.getMessage()));
    }
    demandDone(answer, command);
  }

  private static void demandDone(CompletableFuture<MonitorMessage> answer, String command) {
    MonitorMessage message =
        answer
            .completeOnTimeout(
                new Refused("no answer within " + LIMIT.toSeconds() + " s"),
                LIMIT.toSeconds(),
                TimeUnit.SECONDS)
            .join();
    if (message instanceof Refused(String why)) {
      throw new MonitorException(command, why);
    }
  }

  /// Why the machine went off, if QEMU said so: `guest-shutdown`, `guest-reset`, `guest-panic`.
  Optional<String> shutdownReason() {
    return shutdown.get();
  }

  /// QEMU does not do as told.
  static final class MonitorException extends LabException {
    private static final long serialVersionUID = 1L;

    MonitorException(String command, String why) {
      super("could not have QEMU do '%s': %s".formatted(command, why));
    }
  }
}
