package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.api.SocketClient.Answer;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an unmodified Bottlerocket client sends when its user makes mistakes, and what it shows
/// then.
///
/// Source: [Bottlerocket's client and
/// server](https://github.com/bottlerocket-os/bottlerocket-core-kit/tree/develop/sources/api).
@Timeout(60)
class BottlerocketBadInputTest {
  @TempDir private static Path root;
  private ServedNode node;
  private SocketClient client;

  @BeforeEach
  void serve() throws IOException {
    node = ServedNode.make(Files.createTempDirectory(root, "node"));
    client = new SocketClient(node.socket());
  }

  @AfterEach
  void close() {
    node.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'motd':1}                 | settings.motd is a whole number",
        "{'motd':['a']}             | settings.motd is a list",
        "{'motd':null}              | settings.motd is",
        "{'never-heard-of':1}       | unknown setting settings.never-heard-of",
        "{'settings':{'motd':'hi'}} | unknown setting settings.settings",
        "{'updates':'latest'}       | settings.updates is a string",
        "{'updates':{'seed':-1}}    | settings.updates.seed",
        "{'updates':{'seed':'x'}}   | settings.updates.seed is a string",
        "{'motd':'hi'               | the body is no JSON: ",
        "{'motd':'hi',}             | the body is no JSON: ",
        "{'motd':'a','motd':'b'}    | the body is no JSON: ",
        "['motd']                   | the body is no JSON object",
        "1                          | the body is no JSON object",
        "null                       | the body is no JSON object",
      })
  void badSettingsAreRefusedAndSaid(String body, String message) throws IOException {
    Answer answer = client.patch("/settings", body.replace('\'', '"'));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).startsWith("text/plain");
    assertThat(answer.body()).startsWith(message);
    assertThat(json("/tx")).isEqualTo(parsed("{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                    | the body has no list 'request_payload'",
        "{'request_payload':1}                 | the body has no list 'request_payload'",
        "{'request_payload':[1]}               | an element of 'request_payload' is no text",
        "{'request_payload':['motd']}          | 'motd' is no pair",
        "{'request_payload':['=hi']}           | '=hi' is no pair",
        "{'request_payload':['mo td=hi']}      | could not read",
        "{'request_payload':['motdd=hi']}      | unknown setting settings.motdd",
        "{'request_payload':['updates.seed=x']} | settings.updates.seed",
        "{'request_payload':['settings=1']}    | could not",
      })
  void badPairsAreRefusedAndSaid(String body, String message) throws IOException {
    Answer answer = client.patch("/settings/keypair", body.replace('\'', '"'));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).startsWith(message);
    assertThat(json("/tx")).isEqualTo(parsed("{}"));
  }

  @Test
  void anEmptyBodyIsNoJson() throws IOException {
    assertThat(client.patch("/settings", "").status()).isEqualTo(400);
    assertThat(client.patch("/settings/keypair", "").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"GET,/setting", "GET,/settings/motd", "POST,/actions/dance", "GET,/v2/tx", "GET,//"})
  void whatIsNotThereIsNotFound(String method, String target) throws IOException {
    Answer answer = client.send(method, target, Optional.empty());
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.type()).startsWith("text/plain");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/settings,'GET, HEAD, PATCH'",
    "PUT,/settings,'GET, HEAD, PATCH'",
    "GET,/settings/keypair,PATCH",
    "GET,/tx/commit,POST",
    "PATCH,/tx,'GET, HEAD, DELETE'",
    "GET,/actions/reboot,POST",
    "DELETE,/,'GET, HEAD'",
  })
  void anotherMethodIsNotAllowed(String method, String target, String allowed) throws IOException {
    Answer answer = client.send(method, target, Optional.empty());
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("allow", allowed);
    assertThat(node.commands()).doesNotContain(List.of("reboot"));
  }

  private Json json(String target) throws IOException {
    return client.json(target);
  }

  private static Json parsed(String text) {
    return JsonReader.read(text.replace('\'', '"'));
  }
}
