package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many clients at once: each sees its own change made, and nobody's is lost, neither in the
/// settings nor in the files that they become.
@Timeout(300)
class CommitRaceIT {
  private static final int CLIENTS = 16;
  private static final int ROUNDS = 12;

  @TempDir private Path root;

  @Test
  void commitsOfManyClientsLoseNothing() throws Exception {
    try (ServedNode node = ServedNode.make(root)) {
      SocketClient client = new SocketClient(node.socket());
      together(number -> setInRounds(client, number));
      Json.Struct modules =
          (Json.Struct)
              ((Json.Struct) client.json("/settings?prefix=kernel.modules"))
                  .member("kernel")
                  .orElseThrow();
      for (int i = 0; i < CLIENTS; i++) {
        assertThat(((Json.Struct) modules.member("modules").orElseThrow()).members())
            .containsKey("module_" + i);
        assertThat(file()).contains("module_" + i + " ");
      }
      List<Json> generations = ((Json.Array) client.json("/v1/settings/generations")).elements();
      assertThat(((Json.Struct) generations.getFirst()).member("number"))
          .contains(Json.of(CLIENTS * ROUNDS));
      assertThat(client.get("/tx/list").texts()).isEmpty();
    }
  }

  @Test
  void stagingInOneTransactionWhileOthersCommitItLosesNothing() throws Exception {
    try (ServedNode node = ServedNode.make(root)) {
      SocketClient client = new SocketClient(node.socket());
      together(number -> {
        for (int round = 0; round < ROUNDS; round++) {
          String key = "m" + number + "_" + round;
          assertThat(client.patch("/settings", module(key)).status()).isEqualTo(204);
          assertThat(client.post("/tx/commit").status()).isIn(200, 422);
        }
      });
      Json.Struct all = (Json.Struct) client.json("/settings?prefix=kernel.modules");
      String text = all.toString();
      for (int i = 0; i < CLIENTS * ROUNDS; i++) {
        assertThat(text).contains("m" + i / ROUNDS + "_" + i % ROUNDS);
      }
    }
  }

  /// What a client has set is in the file from then on, whoever applies after it.
  private void setInRounds(SocketClient client, int number) throws IOException {
    String name = "module_" + number;
    for (int round = 0; round < ROUNDS; round++) {
      String tx = "?tx=apiclient-set-" + number + "-" + round;
      boolean forbidden = round % 2 == 1;
      String body = forbidden ? module(name) : module(name).replace("false", "true");
      assertThat(client.patch("/settings" + tx, body).status()).isEqualTo(204);
      assertThat(client.post("/tx/commit_and_apply" + tx).texts())
          .containsExactly("settings.kernel.modules." + name + ".allowed");
      for (int look = 0; look < 5; look++) {
        assertThat(file().contains(name + " ")).as(name).isEqualTo(forbidden);
      }
    }
  }

  private String file() throws IOException {
    Path file = root.resolve("etc/modprobe.d/settings.conf");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static String module(String name) {
    return "{\"kernel\":{\"modules\":{\"" + name + "\":{\"allowed\":false}}}}";
  }

  @FunctionalInterface
  private interface Work {
    void run(int number) throws IOException;
  }

  private static void together(Work work) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        all.add(
            clients.submit(() -> {
              work.run(number);
              return number;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }
}
