package dev.carafe.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/// What a health document says of a node with pods. The format is described in
/// `docs/formats/health.md`.
///
/// @param agentReady in milliseconds since the kernel's start; empty before
/// @param now when it was written, by the same clock
/// @param readyPods how many have nothing but containers that can serve
/// @param agentBytes the agent's share of memory (PSS)
/// @param availableBytes of the machine's memory
/// @param complaints problems, and what pods fail at
record HealthReading(
    Optional<Long> agentReady,
    long now,
    int readyPods,
    long agentBytes,
    long availableBytes,
    String complaints) {
  private static final JsonMapper MAPPER = new JsonMapper();

  static HealthReading of(String document) throws IOException {
    JsonNode health = MAPPER.readTree(document);
    JsonNode agent = health.path("agent");
    int ready = 0;
    StringBuilder complaints = new StringBuilder();
    for (JsonNode problem : health.path("problems")) {
      complaints.append(problem.asText()).append('\n');
    }
    for (JsonNode pod : health.path("pods")) {
      ready += isReady(pod) ? 1 : 0;
      if (pod.has("last_error")) {
        complaints.append(pod.path("name").asText()).append(": ");
        complaints.append(pod.path("last_error").asText()).append('\n');
      }
    }
    return new HealthReading(
        agent.has("ready_after_ms")
            ? Optional.of(agent.path("ready_after_ms").asLong())
            : Optional.empty(),
        agent.path("uptime_ms").asLong(),
        ready,
        agent.path("memory_bytes").asLong(),
        health.path("machine").path("memory_available_bytes").asLong(),
        complaints.toString().strip());
  }

  private static boolean isReady(JsonNode pod) {
    for (JsonNode container : pod.path("containers")) {
      if (!container.path("ready").asBoolean()) {
        return false;
      }
    }
    return !pod.path("containers").isEmpty();
  }
}
