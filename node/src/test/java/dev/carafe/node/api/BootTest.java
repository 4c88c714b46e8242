package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carafe.node.ServedNode;
import dev.carafe.node.status.BootStatus;
import dev.carafe.node.status.FailedGate;
import dev.carafe.node.status.FailedTrial;
import dev.carafe.node.status.GateStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How a boot does, as its document and the health document tell it, by the API's own description.
@Timeout(30)
class BootTest {
  static final BootStatus BOOT =
      new BootStatus(
          BootStatus.State.FAILED,
          true,
          List.of(
              new BootStatus.Entry("b+2-1.efi", Optional.of(new BootStatus.Tries(2, 1)), true),
              new BootStatus.Entry("a.efi", Optional.empty(), false)),
          List.of(
              new GateStatus(
                  "agent",
                  "the agent is ready",
                  GateStatus.State.PASSED,
                  Optional.of(Duration.ofMillis(30_500)),
                  Optional.empty(),
                  List.of()),
              new GateStatus(
                  "time",
                  "time.service is active",
                  GateStatus.State.FAILED,
                  Optional.empty(),
                  Optional.of("time.service is failed"),
                  List.of("a secret, perhaps"))),
          Optional.of(
              new FailedTrial(
                  "c",
                  Instant.parse("2026-11-29T12:00:00Z"),
                  List.of(new FailedGate("web", "status 503", List.of("a line"))))));

  @TempDir private Path root;

  @Test
  void whoMayReadLogsLearnsAllOfIt() throws IOException {
    try (ServedNode node = ServedNode.make(root)) {
      node.board().update(status -> status.with(BOOT));
      assertThat(answer(node, "/v1/boot"))
          .isEqualTo(
              ApiDescription.JSON.readTree(
                  """
                  {"state": "failed", "entry": "b+2-1.efi", "on_trial": true,
                   "entries": [{"file": "b+2-1.efi", "tries_left": 2, "tries_done": 1, "booted": true},
                               {"file": "a.efi", "booted": false}],
                   "gates": [{"name": "agent", "state": "passed", "since_ms": 30500,
                              "asks": "the agent is ready"},
                             {"name": "time", "state": "failed", "asks": "time.service is active",
                              "reason": "time.service is failed", "log": ["a secret, perhaps"]}],
                   "failed_trial": {"entry": "c", "time": "2026-11-29T12:00:00Z",
                     "gates": [{"name": "web", "reason": "status 503", "log": ["a line"]}]}}
                  """));
    }
  }

  @Test
  void anybodyLearnsNoReasons() throws IOException {
    try (ServedNode node = ServedNode.make(root)) {
      node.board().update(status -> status.with(BOOT));
      assertThat(answer(node, "/v1/health").path("boot"))
          .isEqualTo(
              ApiDescription.JSON.readTree(
                  """
                  {"state": "failed", "entry": "b+2-1.efi", "on_trial": true,
                   "gates": [{"name": "agent", "state": "passed", "since_ms": 30500},
                             {"name": "time", "state": "failed"}],
                   "failed_trial": {"entry": "c", "time": "2026-11-29T12:00:00Z"}}
                  """));
    }
  }

  @Test
  void beforeSomebodyHasLookedNothingIsKnown() throws IOException {
    try (ServedNode node = ServedNode.make(root)) {
      assertThat(answer(node, "/v1/boot"))
          .isEqualTo(
              ApiDescription.JSON.readTree(
                  "{\"state\": \"checking\", \"on_trial\": false, \"entries\": [], \"gates\": []}"));
      assertThat(answer(node, "/v1/health").has("boot")).isFalse();
    }
  }

  /// An answer that is as it is described.
  private static JsonNode answer(ServedNode node, String path) throws IOException {
    ApiDescription api = ApiDescription.read();
    ApiDescription.Operation operation =
        api.operations().stream()
            .filter(found -> found.path().equals(path) && found.method().equals("GET"))
            .findFirst()
            .orElseThrow();
    SocketClient.Answer answer = new SocketClient(node.socket()).get(path);
    assertThat(api.faults(operation, answer)).isEmpty();
    return ApiDescription.JSON.readTree(answer.body());
  }
}
