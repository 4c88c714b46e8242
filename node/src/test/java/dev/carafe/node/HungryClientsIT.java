package dev.carafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.api.SocketClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The agent with the 64 MB that a node gives it, and clients that want all of them.
@Timeout(120)
class HungryClientsIT {
  private static final int CLIENTS = 16;
  private static final int ROUNDS = 6;
  private static final int LARGEST = 1 << 20;
  private static final int BUSY = 503;

  @TempDir private Path root;

  @Test
  void theLargestBodiesOfManyClientsAtOnceDoNotEndTheAgent() throws Exception {
    NodeRoot.make(root);
    try (PackagedAgent _ = PackagedAgent.start(root, List.of())) {
      SocketClient client = new SocketClient(root.resolve("run/api.sock"));
      List<String> bodies = bodies();
      Map<Integer, Integer> statuses = new TreeMap<>();
      try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS * ROUNDS; i++) {
          String body = bodies.get(i % bodies.size());
          String target = body.startsWith("{\"r") ? "/settings/keypair" : "/settings?tx=t" + i % 5;
          all.add(clients.submit(() -> answered(client, target, body)));
        }
        for (Future<Integer> one : all) {
          statuses.merge(one.get(), 1, Integer::sum);
        }
      }
      assertThat(statuses.keySet()).containsExactly(204, 400, 413);
      assertThat(client.get("/v1/health").body()).contains("ready_after_ms");
      for (String name : client.get("/tx/list").texts()) {
        client.delete("/tx?tx=" + name);
      }
      client.commit("{'motd':'still here'}");
      assertThat(client.get("/settings?keys=settings.motd").body()).contains("still here");
    }
  }

  /// The status of an answer other than that of an agent that has too much to do: who hears that
  /// asks again.
  private static int answered(SocketClient client, String target, String body) throws Exception {
    int status = client.patch(target, body).status();
    while (status == BUSY) {
      Thread.sleep(Duration.ofMillis(50));
      status = client.patch(target, body).status();
    }
    return status;
  }

  /// Of each the most that fits, in the shapes that take the most memory.
  private static List<String> bodies() {
    return List.of(
        "{\"motd\":\"" + "x".repeat(LARGEST - 20) + "\"}",
        "{\"motd\":\"" + "\\u20ac".repeat(LARGEST / 6 - 20) + "\"}",
        "{\"motd\":[" + "1,".repeat(LARGEST / 2 - 20) + "1]}",
        "{\"motd\":[" + "[],".repeat(LARGEST / 3 - 20) + "1]}",
        "{\"motd\":[" + "{},".repeat(LARGEST / 3 - 20) + "1]}",
        "{\"kernel\":{\"sysctl\":{" + members() + "\"z\":\"1\"}}}",
        "{\"request_payload\":[\"ntp.time-servers=[" + "1,".repeat(LARGEST / 2 - 60) + "1]\"]}",
        "x".repeat(LARGEST + 1));
  }

  private static String members() {
    StringBuilder members = new StringBuilder();
    for (int i = 0; members.length() < LARGEST - 100; i++) {
      members.append("\"k.").append(i).append("\":\"1\",");
    }
    return members.toString();
  }
}
