package dev.carafe.node.console;

import dev.carafe.node.api.Health;
import dev.carafe.node.api.OsRelease;
import dev.carafe.node.pods.PodStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The picture of the node on its consoles, drawn anew when it changes.
///
/// @param consoles the devices it is drawn on
public record StatusScreen(List<Path> consoles) {
  private static final String BOLD = "\033[1m";
  private static final String DIM = "\033[2m";
  private static final String RED = "\033[31m";
  private static final String GREEN = "\033[32m";
  private static final String PLAIN = "\033[0m";
  private static final String LINE = "─".repeat(64);

  public StatusScreen {
    consoles = List.copyOf(consoles);
  }

  /// The screen on every console that the kernel writes to.
  public static StatusScreen ofActiveConsoles() throws IOException {
    List<Path> consoles = new ArrayList<>();
    for (String name :
        Files.readString(Path.of("/sys/class/tty/console/active")).strip().split(" ", -1)) {
      consoles.add(Path.of("/dev", name.equals("tty0") ? "tty1" : name));
    }
    return new StatusScreen(consoles);
  }

  /// Draws a picture.
  public void draw(String picture) {
    byte[] bytes = picture.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    for (Path console : consoles) {
      try {
        Files.write(console, bytes, StandardOpenOption.WRITE);
      } catch (IOException e) {
        System.err.println("could not draw on " + console + ": " + e.getMessage());
      }
    }
  }

  /// The picture of a node.
  public static String picture(
      OsRelease system, String motd, List<String> addresses, Health health) {
    StringBuilder picture = new StringBuilder("\n");
    picture.append("  ").append(BOLD).append(system.prettyName()).append(PLAIN);
    picture.append(DIM).append("  build ").append(system.build()).append(PLAIN).append('\n');
    picture.append("  ").append(DIM).append(LINE).append(PLAIN).append('\n');
    if (!motd.isEmpty()) {
      picture.append("  ").append(motd).append('\n');
    }
    row(picture, "address", addresses.isEmpty() ? "none yet" : String.join("  ", addresses));
    row(picture, "api", "/run/api.sock, port 5081 (read-only)");
    row(picture, "health", colour(health.status()) + health.status() + PLAIN);
    for (PodStatus pod : health.pods()) {
      for (PodStatus.ContainerStatus container : pod.containers()) {
        String mark = container.state().equals("running") ? GREEN + "●" : DIM + "○";
        row(
            picture,
            "container",
            "%s%s %s/%s  %s%s  %s"
                .formatted(
                    mark,
                    PLAIN,
                    pod.name(),
                    container.name(),
                    DIM,
                    container.image() + PLAIN,
                    container.state()));
      }
      if (!pod.error().isEmpty()) {
        row(picture, "failed", RED + pod.error() + PLAIN);
      }
    }
    health.problems().forEach(problem -> row(picture, "problem", RED + problem + PLAIN));
    return picture.append("  ").append(DIM).append(LINE).append(PLAIN).append('\n').toString();
  }

  private static void row(StringBuilder picture, String name, String value) {
    picture.append("  ").append(DIM).append(name).append(PLAIN);
    picture.append(" ".repeat(12 - name.length())).append(value).append('\n');
  }

  private static String colour(String status) {
    return switch (status) {
      case "healthy" -> GREEN;
      case "degraded" -> RED;
      default -> DIM;
    };
  }
}
