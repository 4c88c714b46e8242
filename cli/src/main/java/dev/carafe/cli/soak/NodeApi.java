package dev.carafe.cli.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carafe.cli.admin.AdminConnection;
import dev.carafe.trust.certificate.Certificates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a campaign asks of its node. That the node's key stays the same is looked at.
record NodeApi(AdminConnection connection) implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// Everything that is looked at after a cut.
  NodeState state(List<String> complaints) throws IOException, InterruptedException {
    JsonNode settings = MAPPER.readTree(connection.send("GET", "/settings?keys=settings.motd", ""));
    List<Long> generations = new ArrayList<>();
    MAPPER
        .readTree(connection.send("GET", "/v1/settings/generations", ""))
        .forEach(generation -> generations.add(generation.path("number").asLong()));
    return new NodeState(
        Optional.ofNullable(settings.path("motd").textValue()),
        generations,
        complaints,
        connection.shown().map(Certificates::fingerprint).orElse(""));
  }

  /// Asks for a change that is to be committed next.
  void stage(long commit) throws IOException, InterruptedException {
    connection.send("PATCH", "/settings", "{\"motd\":\"" + NodeState.message(commit) + "\"}");
  }

  /// Makes it live, durable and applied.
  void commit() throws IOException, InterruptedException {
    connection.send("POST", "/tx/commit_and_apply", "");
  }

  @Override
  public void close() {
    connection.close();
  }
}
