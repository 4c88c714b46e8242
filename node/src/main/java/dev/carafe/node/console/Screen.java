package dev.carafe.node.console;

import dev.carafe.node.host.FailedUnit;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.status.BootStatus;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.FailedTrial;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.PodStatus;
import dev.carafe.settings.Problem;
import java.time.Duration;
import java.util.List;

/// The picture on the console: what this machine is, how to reach it, and how everything on it
/// does.
///
/// Plain lines with colours by [SGR
/// codes](https://www.ecma-international.org/publications-and-standards/standards/ecma-48/), so
/// that a serial log reads well too.
final class Screen {
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String PLAIN = "\u001b[0m";
  private static final String RULE = "-".repeat(76);

  private final StringBuilder out = new StringBuilder();

  private Screen() {}

  /// Everything to be drawn, from the upper left corner on.
  static String draw(
      OsRelease os, NodeStatus status, String name, List<String> addresses, int apiPort) {
    Screen screen = new Screen();
    screen.head(os, status);
    screen.row("name", harmless(name));
    screen.reach(addresses, apiPort);
    status
        .remote()
        .ifPresent(access ->
            screen.row(
                "", "port " + access.port() + " by TLS, certificate " + access.fingerprint()));
    screen.pods(status);
    status.boot().flatMap(BootStatus::failedTrial).ifPresent(screen::failedTrial);
    screen.problems(status);
    return screen.out.toString();
  }

  private void head(OsRelease os, NodeStatus status) {
    line("");
    line(
        "   "
            + BOLD
            + os.prettyName()
            + PLAIN
            + "   "
            + DIM
            + os.variantId()
            + " "
            + os.versionId()
            + PLAIN);
    status.motd().ifPresent(motd -> motd.lines().forEach(text -> line("   " + harmless(text))));
    line("   " + DIM + RULE + PLAIN);
    row("state", verdict(status) + status.readyAfter().map(Screen::since).orElse(""));
  }

  private static String verdict(NodeStatus status) {
    return switch (status.verdict()) {
      case STARTING -> YELLOW + "starting" + PLAIN;
      case HEALTHY -> GREEN + "healthy" + PLAIN;
      case DEGRADED -> RED + "degraded" + PLAIN;
    };
  }

  private static String since(Duration readyAfter) {
    return DIM + "   agent ready " + seconds(readyAfter) + " after the kernel's start" + PLAIN;
  }

  private void reach(List<String> addresses, int apiPort) {
    row("address", addresses.isEmpty() ? DIM + "none yet" + PLAIN : String.join(", ", addresses));
    row(
        "API",
        (addresses.isEmpty()
                ? ""
                : "http://" + addresses.getFirst() + ":" + apiPort + "/v1/health, ")
            + "/run/api.sock");
  }

  private void pods(NodeStatus status) {
    if (status.pods().isEmpty()) {
      row("pods", DIM + "none declared" + PLAIN);
    }
    for (PodStatus pod : status.pods().values()) {
      row(
          "pod",
          BOLD
              + pod.name()
              + PLAIN
              + pod.address().map(address -> DIM + "   " + address + PLAIN).orElse(""));
      for (ContainerStatus container : pod.containers()) {
        row(
            "",
            pad(container.name(), 16)
                + state(container)
                + DIM
                + "   "
                + harmless(container.image())
                + restarts(container)
                + PLAIN);
      }
      pod.lastError().ifPresent(error -> row("", RED + harmless(error) + PLAIN));
    }
  }

  private static String state(ContainerStatus container) {
    return switch (container.state()) {
      case ContainerStatus.Running(boolean ready) ->
          ready ? GREEN + "running" + PLAIN : "running, not ready yet";
      case ContainerStatus.Waiting(String on) -> YELLOW + "waits for " + on + PLAIN;
      case ContainerStatus.Exited exited -> exited(exited);
    };
  }

  private static String exited(ContainerStatus.Exited exited) {
    String colour = exited.exitCode() == 0 ? DIM : RED;
    return colour
        + "exited "
        + exited.exitCode()
        + (exited.again().isPresent() ? ", starts again" : "")
        + PLAIN;
  }

  private static String restarts(ContainerStatus container) {
    return switch (container.restarts()) {
      case 0 -> "";
      case 1 -> "   restarted once";
      default -> "   restarted " + container.restarts() + " times";
    };
  }

  private void failedTrial(FailedTrial trial) {
    row("given up", YELLOW + harmless(trial.entry() + ", " + trial.reason()) + PLAIN);
  }

  private void problems(NodeStatus status) {
    for (FailedUnit unit : status.failedUnits()) {
      row(
          "failed",
          RED
              + harmless(unit.name() + ", " + unit.result())
              + PLAIN
              + DIM
              + "   "
              + harmless(unit.description())
              + PLAIN);
    }
    for (Problem problem : status.problems()) {
      row("problem", RED + harmless(problem.toString()) + PLAIN);
    }
    line("   " + DIM + RULE + PLAIN);
  }

  private void row(String name, String text) {
    line("   " + DIM + pad(name, 10) + PLAIN + text);
  }

  private void line(String text) {
    out.append(text).append("\u001b[K\r\n");
  }

  /// A text from elsewhere, a registry's answer perhaps, must not speak to the terminal: control
  /// characters become blanks.
  private static String harmless(String text) {
    StringBuilder plain = new StringBuilder(text);
    for (int i = 0; i < plain.length(); i++) {
      if (Character.isISOControl(plain.charAt(i))) {
        plain.setCharAt(i, ' ');
      }
    }
    return plain.toString();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + "." + duration.toMillisPart() / 100 + " s";
  }
}
