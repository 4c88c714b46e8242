package dev.carafe.node.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The description of the API in the documentation, read by libraries that know nothing of the
/// server.
///
/// Source: [OpenAPI 3.1.1](https://spec.openapis.org/oas/v3.1.1.html).
record ApiDescription(JsonNode document) {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = Path.of("../docs/reference/openapi.json");
  private static final Set<String> METHODS = Set.of("get", "post", "patch", "delete", "put");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31());

  /// One method at one path.
  record Operation(String method, String path, JsonNode node) {

    String role() {
      return node.path("x-role").asText();
    }

    List<JsonNode> requests() {
      return node.path("x-requests").valueStream().toList();
    }

    List<JsonNode> parameters(ApiDescription api) {
      return node.path("parameters").valueStream().map(api::resolved).toList();
    }

    /// The schema of what is sent; missing where nothing is.
    JsonNode body() {
      return node.path("requestBody").path("content").path("application/json");
    }

    Set<String> statuses() {
      return node.path("responses")
          .propertyStream()
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static ApiDescription read() throws IOException {
    return new ApiDescription(JSON.readTree(Files.readString(FILE)));
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .propertyStream()
        .forEach(path ->
            path.getValue()
                .propertyStream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member ->
                    operations.add(
                        new Operation(
                            member.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            member.getValue()))));
    return operations;
  }

  /// What a reference leads to; anything else is itself.
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /// What is wrong with an answer.
  List<String> faults(Operation operation, SocketClient.Answer answer) throws IOException {
    JsonNode response =
        resolved(operation.node().path("responses").path(Integer.toString(answer.status())));
    if (response.isMissingNode()) {
      return List.of("status " + answer.status() + " is not declared: " + answer.body());
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      return answer.body().isEmpty() ? List.of() : List.of("there is a body: " + answer.body());
    }
    if (!content.has(answer.type())) {
      return List.of("content type '" + answer.type() + "' is not declared");
    }
    return faults(content.path(answer.type()).path("schema"), body(answer));
  }

  private static JsonNode body(SocketClient.Answer answer) throws IOException {
    return answer.type().endsWith("/json") || answer.type().endsWith("+json")
        ? JSON.readTree(answer.body())
        : JSON.getNodeFactory().textNode(answer.body());
  }

  /// What does not fit a schema of the document.
  List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return SCHEMAS
        .getSchema(whole)
        .validate(value, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }
}
