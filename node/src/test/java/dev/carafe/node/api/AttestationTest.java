package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.api.ApiDescription.Operation;
import dev.carafe.node.api.SocketClient.Answer;
import dev.carafe.node.http.HttpServer;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.tpm.Attestor;
import dev.carafe.node.tpm.RecordedTpm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The route with a TPM behind it, by the API's own description.
@Timeout(30)
class AttestationTest {
  @TempDir private Path root;

  @Test
  void aQuoteIsAsItIsDescribed() throws IOException {
    Path log = root.resolve("run/log/systemd/tpm2-measure.log");
    Files.createDirectories(log.resolveSibling(""));
    Files.writeString(log, "x");
    Answer answer =
        ask(
            new RecordedTpm()
                .thenKey("0023")
                .thenRegisters("ab")
                .thenQuote("ff54", "0018")
                .thenRegisters("ab")
                .thenDone());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"system_log\":\"eA==\"").doesNotContain("firmware_log");
  }

  @Test
  void aTpmThatRefusesIsAFailure() throws IOException {
    Answer answer = ask(new RecordedTpm().then("8001 0000000a 00000922"));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo("could not ask the TPM: TPM2_CreatePrimary answers error 0x922, expected 0\n");
  }

  private Answer ask(RecordedTpm tpm) throws IOException {
    Router router =
        new Router(
            new AttestationEndpoints(new Attestor(tpm, root)).routes(),
            Caller::of,
            (_, _, _) -> {});
    Path socket = root.resolve("socket");
    try (HttpServer _ = HttpServer.onUnixSocket(socket, router)) {
      Answer answer = new SocketClient(socket).get("/v1/attestation?nonce=" + "0f".repeat(16));
      ApiDescription api = ApiDescription.read();
      Operation operation =
          api.operations().stream()
              .filter(each -> each.path().equals("/v1/attestation"))
              .findFirst()
              .orElseThrow();
      assertThat(api.faults(operation, answer)).isEmpty();
      return answer;
    }
  }
}
