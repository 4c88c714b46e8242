package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.api.SocketClient.Answer;
import dev.carafe.node.http.HttpServer;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.update.NoUpdates;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.trust.certificate.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An update as `apiclient update check`, `apply` and `cancel` ask for it.
@Timeout(60)
class BottlerocketUpdatesTest {
  private static final List<String> ACTIONS =
      List.of("refresh", "prepare", "activate", "deactivate");

  @TempDir private Path root;

  private static String path(String action) {
    return "/actions/" + action + (action.equals("refresh") ? "-updates" : "-update");
  }

  /// Whether the client would go on: it looks for another time, and its own command.
  private static void act(SocketClient client, String action, String state) throws IOException {
    Optional<String> before = timestamp(client);
    Answer answer = client.post(path(action));
    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(timestamp(client)).isPresent().isNotEqualTo(before);
    Json.Struct status = (Json.Struct) client.json("/updates/status");
    assertThat(status.text("update_state")).contains(state);
    Json.Struct last = (Json.Struct) status.member("most_recent_command").orElseThrow();
    assertThat(last.text("cmd_type")).contains(action);
    assertThat(last.text("cmd_status")).contains("Success");
  }

  private static Optional<String> timestamp(SocketClient client) throws IOException {
    Answer answer = client.get("/updates/status");
    return answer.status() == 404
        ? Optional.empty()
        : ((Json.Struct) ((Json.Struct) answer.json()).member("most_recent_command").orElseThrow())
            .text("timestamp");
  }

  @Test
  void anUpdateIsCheckedAppliedAndCancelled() throws IOException {
    try (ServedNode node = ServedNode.make(root)) {
      SocketClient client = new SocketClient(node.socket());
      client.commit(
          "{'updates':{'metadata-base-url':'https://example.com/m',"
              + "'targets-base-url':'https://example.com/t'}}");
      act(client, "refresh", "Available");
      act(client, "prepare", "Staged");
      act(client, "activate", "Ready");
      act(client, "deactivate", "Staged");
      assertThat(client.json("/updates/history")).isInstanceOf(Json.Array.class);
    }
  }

  @Test
  void withoutAPlaceToLookTheSettingsAreNamed() throws IOException {
    try (ServedNode node = ServedNode.make(root)) {
      SocketClient client = new SocketClient(node.socket());
      for (Answer answer : List.of(client.post(path("refresh")), client.get("/updates/status"))) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
            .isEqualTo(
                "there is no update: settings.updates.metadata-base-url and"
                    + " settings.updates.targets-base-url are not set\n");
      }
    }
  }

  @Test
  void aSystemThatCannotFetchUpdatesSaysSo() throws IOException {
    SettingsTree settings = SettingsTree.empty();
    for (String name : new String[] {"metadata-base-url", "targets-base-url"}) {
      settings = settings.with(Key.of("updates", name), Json.of("https://example.com"));
    }
    assertNoUpdates(SettingsTree.empty(), "settings.updates.metadata-base-url and");
    assertNoUpdates(settings, "nothing on this system can fetch and install one");
  }

  private void assertNoUpdates(SettingsTree settings, String why) throws IOException {
    Router router =
        new Router(
            new UpdateEndpoints(new NoUpdates(() -> UpdatePolicy.read(settings))).routes(),
            _ -> Optional.of(new Caller("anna", Role.ADMIN, "local")),
            (_, _, _) -> {});
    Path socket = root.resolve("updates.sock");
    try (HttpServer _ = HttpServer.onUnixSocket(socket, router)) {
      SocketClient client = new SocketClient(socket);
      for (String action : ACTIONS) {
        assertThat(client.post(path(action)).status()).isEqualTo(404);
      }
      for (String target : List.of("/updates/status", "/updates/plan")) {
        assertThat(client.get(target).status()).isEqualTo(404);
        assertThat(client.get(target).body()).startsWith("there is no update: " + why);
      }
      assertThat(client.post("/actions/rollback-update").status()).isEqualTo(404);
      assertThat(client.json("/updates/history")).isEqualTo(Json.of(List.of()));
    }
  }
}
