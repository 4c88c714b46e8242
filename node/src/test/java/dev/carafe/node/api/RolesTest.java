package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.api.ApiDescription.Operation;
import dev.carafe.node.api.SocketClient.Answer;
import dev.carafe.node.http.HttpServer;
import dev.carafe.node.identity.Caller;
import dev.carafe.trust.certificate.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may do what, of callers with less than the socket's role.
class RolesTest {
  private static final String SECRET =
      "{\"container-registry\":{\"credentials\":[{\"registry\":\"docker.io\",\"username\":\"me\",\"password\":\"hush\"}]}}";

  @TempDir private Path root;
  private final List<String> seen = new ArrayList<>();
  private ServedNode node;

  @BeforeEach
  void serve() throws IOException {
    node = ServedNode.make(root);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aReaderMayDoWhatTheDescriptionSaysAndNothingElse() throws IOException {
    for (Operation operation : ApiDescription.read().operations()) {
      String path = operation.path().replaceAll("\\{[a-z]+}", "0");
      int status = ask(Role.READER, operation.method(), path, "").status();
      if (operation.role().equals("reader")) {
        assertThat(status).as(operation.toString()).isNotEqualTo(403);
      } else {
        assertThat(status).as(operation.toString()).isEqualTo(403);
      }
    }
    assertThat(node.commands()).doesNotContain(List.of("reboot"));
  }

  @Test
  void aReaderSeesNoLogsOfABoot() throws IOException {
    node.board().update(status -> status.with(BootTest.BOOT));
    assertThat(ask(Role.READER, "GET", "/v1/boot", "").body())
        .contains("time.service is failed", "status 503")
        .doesNotContain("\"log\"");
    assertThat(ask(Role.OPERATOR, "GET", "/v1/boot", "").body())
        .contains("\"log\":[\"a secret, perhaps\"]", "\"log\":[\"a line\"]");
  }

  @Test
  void anActThatIsRefusedIsSaidAndWitnessed() throws IOException {
    Answer answer = ask(Role.READER, "POST", "/tx/commit", "");
    assertThat(answer.body()).isEqualTo("anna is carafe:reader and may not POST /tx/commit\n");
    ask(Role.READER, "GET", "/settings", "");
    ask(Role.OPERATOR, "PATCH", "/settings", "{\"motd\":\"hi\"}");
    assertThat(seen).containsExactly("anna POST /tx/commit 403", "anna PATCH /settings 204");
  }

  @Test
  void whomTheNodeTrustsIsAnAdministratorsToChange() throws IOException {
    String trust = "{\"api\":{\"remote\":{\"enabled\":true}}}";
    assertThat(ask(Role.OPERATOR, "PATCH", "/settings", trust).status()).isEqualTo(403);
    assertThat(
            ask(
                    Role.OPERATOR,
                    "PATCH",
                    "/settings/keypair",
                    "{\"request_payload\":[\"api.remote.enabled=true\"]}")
                .status())
        .isEqualTo(403);
    assertThat(ask(Role.OPERATOR, "DELETE", "/v1/settings?keys=settings", "").status())
        .isEqualTo(403);
    assertThat(ask(Role.ADMIN, "PATCH", "/settings", trust).status()).isEqualTo(204);
  }

  @Test
  void readersSeeNoSecrets() throws IOException {
    ask(Role.OPERATOR, "PATCH", "/settings", SECRET);
    assertSecretIsHidden("/tx");
    assertSecretIsHidden("/v1/settings/diff");
    assertSecretIsHidden("/v1/settings/dry-run");
    ask(Role.OPERATOR, "POST", "/tx/commit", "");
    assertSecretIsHidden("/");
    assertSecretIsHidden("/settings");
    assertSecretIsHidden("/v1/settings/generations/1");
  }

  private void assertSecretIsHidden(String path) throws IOException {
    assertThat(ask(Role.READER, "GET", path, "").body()).as(path).doesNotContain("hush");
    assertThat(ask(Role.OPERATOR, "GET", path, "").body()).as(path).contains("hush");
  }

  /// Asks on a socket that is as good as a certificate with that role.
  private Answer ask(Role role, String method, String target, String body) throws IOException {
    Router router =
        new Router(
            node.api().routes(),
            _ -> Optional.of(new Caller("anna", role, "192.0.2.1")),
            (caller, request, status) ->
                seen.add(
                    String.join(
                        " ",
                        caller.name(),
                        request.method(),
                        request.path(),
                        Integer.toString(status.code()))));
    Path socket = root.resolve("run/" + role);
    try (HttpServer _ = HttpServer.onUnixSocket(socket, router)) {
      return new SocketClient(socket)
          .send(method, target, body.isEmpty() ? Optional.empty() : Optional.of(body));
    }
  }
}
