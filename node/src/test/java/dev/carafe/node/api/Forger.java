package dev.carafe.node.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carafe.node.api.ApiDescription.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;

/// Makes requests that the description of the API almost allows: parameters that are missing,
/// wrong, doubled or unknown, and bodies that are broken, deep, huge or of another type.
final class Forger {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          ",",
          ",,",
          ".",
          "\"",
          "'",
          "\\",
          "=",
          "\n",
          "\0",
          "null",
          "true",
          "{}",
          "[]",
          "-1",
          "0",
          "1",
          "2",
          "3.5",
          "1e3",
          "99999999999999999999",
          "settings",
          "settings.",
          "settings.motd",
          "settings..motd",
          "settings.\"motd\"",
          "settings.\"",
          "settings.pods",
          "settings.kernel.sysctl.\"a.b\"",
          "services",
          "services.motd",
          "configuration-files.",
          "os.",
          "os.arch",
          "default",
          "tx",
          "../../etc/passwd",
          "/etc/passwd",
          "audit.log",
          "ü€𝄞",
          "\u202e",
          "motd",
          "updates.ignore-waves=",
          "a".repeat(256),
          "b".repeat(3000));
  private static final List<String> PLAUSIBLE =
      List.of(
          "a",
          "web",
          "info",
          "ntp.example.com",
          "10.0.0.1",
          "10.0.0.0/8",
          "https://example.com/x",
          "aGVsbG8=",
          "1.2.3",
          "262144",
          "web:1",
          "2001:db8::1",
          "containerd.service");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "1.5",
          "1e3",
          "1E400",
          "1e999999999",
          "-1e-999999999",
          "0.0000001",
          "9223372036854775808",
          "1" + "0".repeat(400));
  private static final Set<String> OFTEN = Set.of("/settings", "/tx/commit_and_apply");

  private final ApiDescription api;
  private final List<Operation> operations;
  private final JsonNode settings;
  private final Random random;

  /// A request, and what of it is sure.
  ///
  /// @param wellFormed whether it is an HTTP request to its operation, so that only statuses which
  ///   are declared may come back
  record Forged(
      Operation operation,
      String method,
      String target,
      Optional<byte[]> body,
      boolean wellFormed) {

    @Override
    public String toString() {
      String text = body.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
      return method + " " + target + " " + text.substring(0, Math.min(300, text.length()));
    }
  }

  /// @param settings the schema of all settings
  Forger(ApiDescription api, JsonNode settings, long seed) {
    this.api = api;
    this.operations = new ArrayList<>(api.operations());
    this.settings = settings;
    this.random = new Random(seed);
    api.operations().stream()
        .filter(operation -> OFTEN.contains(operation.path()))
        .forEach(operation -> operations.addAll(Collections.nCopies(8, operation)));
  }

  Forged next() {
    Operation operation = one(operations);
    boolean raw = random.nextInt(20) == 0;
    boolean otherMethod = random.nextInt(20) == 0;
    String method =
        otherMethod ? one(List.of("PUT", "OPTIONS", "BREW", "GET", "DELETE")) : operation.method();
    boolean hasBody = !operation.body().isMissingNode() || random.nextInt(10) == 0;
    return new Forged(
        operation,
        method,
        target(operation, raw),
        hasBody && random.nextInt(20) > 0 ? Optional.of(body(operation)) : Optional.empty(),
        !raw && !otherMethod && !operation.path().contains("{"));
  }

  private String target(Operation operation, boolean raw) {
    String segment = Matcher.quoteReplacement(escaped(one(TEXTS), raw));
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : operation.parameters(api)) {
      if (parameter.path("in").asText().equals("query")) {
        addTo(query, parameter, raw);
      }
    }
    if (random.nextInt(6) == 0) {
      query.add(escaped(one(TEXTS), raw) + "=" + escaped(one(TEXTS), raw));
    }
    return operation.path().replaceAll("\\{[a-z]+}", segment)
        + (query.isEmpty() ? "" : "?" + String.join("&", query));
  }

  private void addTo(List<String> query, JsonNode parameter, boolean raw) {
    String name = parameter.path("name").asText();
    // what lasts as long as it usually does would make the run depend on the clock, and so would a
    // trial that ends by itself
    boolean lasting = name.equals("seconds");
    for (int times = one(List.of(lasting ? 1 : 0, 1, 1, 1, 1, 2)); times > 0; times--) {
      JsonNode example = parameter.path("example");
      String good = example.isArray() ? example.path(0).asText() : example.asText();
      String value = random.nextInt(3) > 0 ? good : one(TEXTS);
      boolean soon = lasting && value.length() == 1;
      query.add(name + "=" + escaped(soon ? good : value, raw));
    }
  }

  private static String escaped(String text, boolean raw) {
    return raw ? text : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private byte[] body(Operation operation) {
    String text =
        switch (random.nextInt(12)) {
          case 0 -> "";
          case 1 -> "[".repeat(1 + random.nextInt(3000));
          case 2 -> "{\"a\":".repeat(1 + random.nextInt(3000));
          case 3 -> "{\"motd\":\"" + "x".repeat(random.nextInt(200_000)) + "\"}";
          case 4 -> "{\"motd\":" + one(NUMBERS) + ",\"updates\":{\"seed\":" + one(NUMBERS) + "}}";
          case 5 -> pairs();
          case 6 -> random(0).toString();
          case 7 -> operation.body().path("example").toString();
          default -> settings(settings).toString();
        };
    if (random.nextInt(6) == 0) {
      text = broken(text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(30) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String pairs() {
    ArrayNode pairs = JSON.arrayNode();
    for (int left = random.nextInt(4); left > 0; left--) {
      String value = random.nextBoolean() ? one(TEXTS) : random(1).toString();
      pairs.add(one(TEXTS) + "=" + value);
    }
    return JSON.objectNode().set("request_payload", pairs).toString();
  }

  private String broken(String text) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + one(TEXTS) + text.substring(at);
      default -> text + text;
    };
  }

  /// Something that a schema describes, and sometimes does not.
  private JsonNode settings(JsonNode schema) {
    if (random.nextInt(40) == 0) {
      return random(0);
    }
    if (schema.has("examples") && random.nextBoolean()) {
      return schema.path("examples").path(0);
    }
    if (schema.has("enum")) {
      return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
    }
    return switch (schema.path("type").asText()) {
      case "object" -> table(schema);
      case "array" -> list(schema);
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "integer" -> JSON.numberNode(random.nextInt(200) - 50);
      default -> JSON.textNode(one(random.nextInt(4) == 0 ? TEXTS : PLAUSIBLE));
    };
  }

  private ObjectNode table(JsonNode schema) {
    ObjectNode table = JSON.objectNode();
    List<Map.Entry<String, JsonNode>> members = schema.path("properties").propertyStream().toList();
    for (int left = 1 + random.nextInt(2); left > 0 && !members.isEmpty(); left--) {
      Map.Entry<String, JsonNode> member = one(members);
      table.set(member.getKey(), settings(member.getValue()));
    }
    if (schema.path("additionalProperties").isObject()) {
      String name = random.nextInt(4) > 0 ? "n" + random.nextInt(5) : one(TEXTS);
      table.set(name, settings(schema.path("additionalProperties")));
    }
    return table;
  }

  private ArrayNode list(JsonNode schema) {
    ArrayNode list = JSON.arrayNode();
    for (int left = random.nextInt(3); left > 0; left--) {
      list.add(settings(schema.path("items")));
    }
    return list;
  }

  private JsonNode random(int depth) {
    return switch (random.nextInt(depth > 4 ? 4 : 6)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextLong());
      case 3 -> JSON.textNode(one(TEXTS));
      case 4 -> JSON.arrayNode().add(random(depth + 1)).add(random(depth + 1));
      default -> JSON.objectNode().set(one(TEXTS), random(depth + 1));
    };
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
