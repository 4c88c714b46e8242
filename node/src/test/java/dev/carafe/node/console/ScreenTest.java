package dev.carafe.node.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.FailedUnit;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.status.BootStatus;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.FailedGate;
import dev.carafe.node.status.FailedTrial;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.PodStatus;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final OsRelease OS = new OsRelease("Carafe 0.1.0", "plain", "0.1.0", "1");

  @Test
  void showsHowToReachTheNodeAndHowEverythingDoes() {
    PodStatus web =
        new PodStatus(
            "web",
            Optional.of("10.88.0.2"),
            List.of(
                new ContainerStatus("httpd", "web:1", 2, new ContainerStatus.Running(true)),
                new ContainerStatus("log", "log:1", 0, new ContainerStatus.Waiting("its image"))),
            Optional.of("could not pull"));
    NodeStatus status =
        new NodeStatus(
            Optional.of(Duration.ofMillis(12_345)),
            Optional.of("Hello"),
            Map.of(
                "user data",
                List.of(new Problem(new Position("user-data", 3, 1), "unknown key 'x'", ""))),
            List.of(new FailedUnit("var.mount", "Data Partition", "timeout")),
            Map.of("web", web),
            Optional.empty(),
            Optional.of(rolledBack()));
    assertThat(plain(Screen.draw(OS, status, "web-1", List.of("10.0.2.15"), 5081)))
        .isEqualTo(
            """

               Carafe 0.1.0   plain 0.1.0
               Hello
               ----------------------------------------------------------------------------
               state     degraded   agent ready 12.3 s after the kernel's start
               name      web-1
               address   10.0.2.15
               API       http://10.0.2.15:5081/v1/health, /run/api.sock
               pod       web   10.88.0.2
                         httpd           running   web:1   restarted 2 times
                         log             waits for its image   log:1
                         could not pull
               given up  carafe-plain-0.2.0, gate web: status 503, expected 200
               failed    var.mount, timeout   Data Partition
               problem   user-data:3:1: unknown key 'x'
               ----------------------------------------------------------------------------
            """);
  }

  private static BootStatus rolledBack() {
    FailedGate web = new FailedGate("web", "status 503, expected 200", List.of("a line"));
    return new BootStatus(
        BootStatus.State.GOOD,
        false,
        List.of(),
        List.of(),
        Optional.of(new FailedTrial("carafe-plain-0.2.0", Instant.EPOCH, List.of(web))));
  }

  @Test
  void aTextFromElsewhereCannotSpeakToTheTerminal() {
    PodStatus web =
        new PodStatus("web", Optional.empty(), List.of(), Optional.of("a\u001b[2Jb\nc\u009bd"));
    NodeStatus status =
        new NodeStatus(
            Optional.empty(),
            Optional.of("\u001bc"),
            Map.of(),
            List.of(),
            Map.of("web", web),
            Optional.empty(),
            Optional.empty());
    assertThat(Screen.draw(OS, status, "web-1", List.of(), 5081))
        .contains("a [2Jb c d")
        .doesNotContain("\u001b[2J", "\u001bc", "\u009b");
  }

  private static String plain(String screen) {
    return screen.replaceAll("\u001b\\[[0-9]*[mK]", "").replace("\r", "");
  }
}
