package dev.carafe.node.console;

import dev.carafe.node.host.Addresses;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.StatusBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Draws the screen on every console of the kernel, and again whenever it would look different.
///
/// Source:
/// [`/sys/class/tty/console/active`](https://www.kernel.org/doc/html/latest/admin-guide/serial-console.html).
public final class Console {
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_REST = "\u001b[J";
  private static final Duration BETWEEN_LOOKS_AT_NETWORK = Duration.ofSeconds(2);
  private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(300);

  private final Path root;
  private final OsRelease os;
  private final int apiPort;
  private final StatusBoard board;
  private final Journal journal;

  public Console(Path root, OsRelease os, int apiPort, StatusBoard board, Journal journal) {
    this.root = root;
    this.os = os;
    this.apiPort = apiPort;
    this.board = board;
    this.journal = journal;
  }

  /// Draws until the thread is interrupted.
  public void run() {
    try {
      String drawn = "";
      NodeStatus status = board.status();
      while (true) {
        String screen = Screen.draw(os, status, name(), Addresses.now(), apiPort);
        if (!screen.equals(drawn)) {
          show(screen);
          drawn = screen;
        }
        Thread.sleep(BETWEEN_DRAWINGS);
        status = board.awaitChange(status, BETWEEN_LOOKS_AT_NETWORK);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      journal.warning("could not draw on the console: " + e.getMessage());
    }
  }

  private void show(String screen) throws IOException {
    for (String name : consoles()) {
      Files.writeString(
          root.resolve("dev").resolve(name), HOME + screen + CLEAR_REST, StandardOpenOption.WRITE);
    }
  }

  /// What the kernel calls this machine.
  private String name() throws IOException {
    Path name = root.resolve("proc/sys/kernel/hostname");
    return Files.exists(name) ? Files.readString(name).strip() : "";
  }

  private List<String> consoles() throws IOException {
    Path active = root.resolve("sys/class/tty/console/active");
    return Files.exists(active)
        ? Arrays.asList(Files.readString(active).strip().split(" ", -1))
        : List.of();
  }
}
