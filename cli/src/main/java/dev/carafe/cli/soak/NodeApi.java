package dev.carafe.cli.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carafe.cli.admin.AdminConnection;
import dev.carafe.cli.admin.Administrator;
import dev.carafe.cli.node.NodeException;
import dev.carafe.cli.node.RemoteContainers;
import dev.carafe.cli.node.RemoteUpdates;
import dev.carafe.trust.certificate.Certificates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a campaign asks of its node.
final class NodeApi implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final AdminConnection connection;
  private final int port;
  private final Administrator administrator;

  NodeApi(int port, Administrator administrator) throws IOException {
    this.connection = new AdminConnection(port, administrator);
    this.port = port;
    this.administrator = administrator;
  }

  /// The certificate that the node shows, by its digest.
  String fingerprint() throws IOException, InterruptedException {
    if (connection.shown().isEmpty()) {
      text("/os");
    }
    return connection.shown().map(Certificates::fingerprint).orElse("");
  }

  /// The numbers of the generations that the node can show, the newest first.
  List<Long> generations() throws IOException, InterruptedException {
    List<Long> generations = new ArrayList<>();
    json("/v1/settings/generations")
        .forEach(generation -> generations.add(generation.path("number").asLong()));
    return generations;
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return MAPPER.readTree(text(path));
  }

  String text(String path) throws IOException, InterruptedException {
    return connection.send("GET", path, "");
  }

  /// Asks for a change that is to be committed next.
  ///
  /// @param settings in JSON
  void stage(String settings) throws IOException, InterruptedException {
    connection.send("PATCH", "/settings", settings);
  }

  /// Asks for the end of a setting that is to be committed next.
  void stageWithout(String key) throws IOException, InterruptedException {
    connection.send("DELETE", "/v1/settings?keys=" + key, "");
  }

  /// Makes it live, durable and applied.
  void commit() throws IOException, InterruptedException {
    connection.send("POST", "/tx/commit_and_apply", "");
  }

  /// Its updates, to be closed.
  RemoteUpdates updates() throws IOException, InterruptedException {
    return RemoteUpdates.of(port, fingerprint(), administrator.certificate(), administrator.key());
  }

  /// Begins to start the machine anew.
  void reboot() throws IOException, InterruptedException {
    connection.send("POST", "/actions/reboot", "");
  }

  /// Runs a script by busybox in a container, and returns what it wrote.
  ///
  /// @throws IOException where it could not be run, or says that it has failed
  String run(String target, String script) throws IOException, InterruptedException {
    try (RemoteContainers containers =
        RemoteContainers.of(
            port, fingerprint(), administrator.certificate(), administrator.key())) {
      RemoteContainers.Ran ran =
          containers.run(target, List.of("/bin/busybox", "sh", "-c", script));
      if (ran.code() != 0) {
        throw new IOException(
            "a script in %s ended with %d: %s".formatted(target, ran.code(), ran.output().strip()));
      }
      return ran.output();
    } catch (NodeException e) {
      throw new IOException("could not run a script in " + target + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
