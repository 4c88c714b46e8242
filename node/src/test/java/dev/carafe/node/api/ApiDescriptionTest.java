package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carafe.node.ServedNode;
import dev.carafe.node.api.ApiDescription.Operation;
import dev.carafe.node.api.SocketClient.Answer;
import dev.carafe.node.identity.Caller;
import dev.carafe.trust.certificate.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The server does what the description says, request by request.
@Timeout(60)
class ApiDescriptionTest {
  /// Statuses that need another caller, a larger body, a broken disk, work that lasts or an agent
  /// that has just started: other tests see to them.
  private static final Set<String> ELSEWHERE = Set.of("403", "413", "423", "500", "503");

  /// What depends on the image, the disk or a TPM, or needs an authority or another protocol.
  private static final Set<String> NOT_HERE =
      Set.of(
          "GET /exec 101",
          "GET /exec 400",
          "GET /v1/port-forward 101",
          "GET /v1/port-forward 409",
          "GET /v1/port-forward 426",
          "GET /v1/attestation 200",
          "GET /v1/sbom 404",
          "GET /v1/manifest 404",
          "POST /actions/deactivate-update 404",
          "POST /actions/rollback-update 404",
          "PUT /v1/identity/certificate 204");

  @TempDir private static Path root;

  @BeforeAll
  static void makeRoot() throws IOException {
    ServedNode.make(root).close();
  }

  private static Stream<Operation> operations() throws IOException {
    return ApiDescription.read().operations().stream();
  }

  @Test
  void itHasTheRoutesOfTheServerAndNoOthers() throws IOException {
    Set<String> described = new TreeSet<>();
    for (Operation operation : ApiDescription.read().operations()) {
      String path = operation.path().replaceAll("\\{[a-z]+}", "*");
      described.add(operation.method() + " " + path + " " + operation.role());
    }
    Set<String> served = new TreeSet<>();
    try (ServedNode node = ServedNode.serve(root)) {
      for (Route route : node.api().routes()) {
        served.add(route.method() + " " + route.path() + " " + least(route));
      }
    }
    assertThat(described).isEqualTo(served).hasSizeGreaterThan(30);
  }

  /// The role with the fewest rights that may send such a request.
  private static String least(Route route) {
    return Stream.of(Role.READER, Role.OPERATOR, Role.ADMIN)
        .filter(role -> new Caller("", role, "").may(route.method(), route.path()))
        .findFirst()
        .orElseThrow()
        .name()
        .toLowerCase(Locale.ROOT);
  }

  @Test
  void theNodeServesTheOneOfTheDocumentation() throws IOException {
    try (ServedNode node = ServedNode.serve(root)) {
      String served = new SocketClient(node.socket()).get("/v1/openapi.json").body();
      assertThat(ApiDescription.JSON.readTree(served)).isEqualTo(ApiDescription.read().document());
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyRequestIsAnsweredAsDescribed(Operation operation) throws IOException {
    ApiDescription api = ApiDescription.read();
    assertThat(operation.requests()).isNotEmpty();
    for (JsonNode request : operation.requests()) {
      try (ServedNode node = ServedNode.serveAfresh(root)) {
        SocketClient client = new SocketClient(node.socket());
        for (JsonNode earlier : request.path("after")) {
          assertThat(send(client, earlier.asText()).status()).as(earlier.asText()).isLessThan(300);
        }
        Answer answer = client.send(operation.method(), target(operation, request), body(request));
        assertThat(answer.status())
            .as("%s: %s", request, answer.body())
            .isEqualTo(request.path("status").asInt());
        assertThat(api.faults(operation, answer)).as("%s: %s", request, answer.body()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyStatusHasARequest(Operation operation) {
    Set<String> shown = new TreeSet<>();
    operation.requests().forEach(request -> shown.add(request.path("status").asText()));
    Set<String> missing = new TreeSet<>(operation.statuses());
    missing.removeAll(shown);
    missing.removeAll(ELSEWHERE);
    missing.removeIf(status -> NOT_HERE.contains(operation + " " + status));
    assertThat(missing).isEmpty();
    assertThat(operation.statuses()).containsAll(shown);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whatIsSentAndTakenFitsTheSchemas(Operation operation) throws IOException {
    ApiDescription api = ApiDescription.read();
    for (JsonNode request : operation.requests()) {
      if (request.has("body") && request.path("status").asInt() < 300) {
        assertThat(api.faults(operation.body().path("schema"), request.path("body"))).isEmpty();
      }
    }
    if (operation.body().has("example")) {
      assertThat(api.faults(operation.body().path("schema"), operation.body().path("example")))
          .isEmpty();
    }
    for (JsonNode parameter : operation.parameters(api)) {
      if (parameter.has("example")) {
        assertThat(api.faults(parameter.path("schema"), parameter.path("example"))).isEmpty();
      }
    }
  }

  private static Answer send(SocketClient client, String line) throws IOException {
    String[] words = line.split(" ", 3);
    return client.send(
        words[0], words[1], words.length == 3 ? Optional.of(words[2]) : Optional.empty());
  }

  private static String target(Operation operation, JsonNode request) {
    String path = operation.path();
    for (var part : request.path("path").properties()) {
      path = path.replace("{" + part.getKey() + "}", part.getValue().asText());
    }
    return path + (request.has("query") ? "?" + request.path("query").asText() : "");
  }

  private static Optional<String> body(JsonNode request) {
    return request.has("text")
        ? Optional.of(request.path("text").asText())
        : request.has("body") ? Optional.of(request.path("body").toString()) : Optional.empty();
  }
}
