package dev.carafe.settings.document;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.schema.About;
import dev.carafe.settings.schema.Leaf;
import dev.carafe.settings.schema.ListOf;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Setting;
import dev.carafe.settings.schema.Shape;
import dev.carafe.settings.schema.Table;
import dev.carafe.settings.schema.TextLimits;
import dev.carafe.settings.schema.Tuple;
import dev.carafe.settings.value.AnyType;
import dev.carafe.settings.value.BooleanType;
import dev.carafe.settings.value.ByteSizeType;
import dev.carafe.settings.value.ChoiceType;
import dev.carafe.settings.value.IntegerType;
import dev.carafe.settings.value.LockdownType;
import dev.carafe.settings.value.ResourceLimitType;
import dev.carafe.settings.value.TextType;
import dev.carafe.settings.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The JSON Schema of user data, for editors and for other people's programs. It is weaker than the
/// node's own check: what a type means beyond words, bounds and patterns, it only says.
///
/// Source: [JSON Schema 2020-12](https://json-schema.org/draft/2020-12/json-schema-core).
public final class JsonSchema {
  private JsonSchema() {}

  /// The schema of a document with the one member `settings`.
  public static Json.Struct of(Schema schema) {
    return Json.object()
        .with("$schema", "https://json-schema.org/draft/2020-12/schema")
        .with("title", "Carafe user data")
        .with("type", "object")
        .with("properties", Json.object().with("settings", table(schema.root()).build()).build())
        .with("additionalProperties", Json.of(false))
        .build();
  }

  private static Json.Struct setting(Setting setting) {
    Json.Builder object = shape(setting.shape());
    About about = setting.about();
    if (!about.description().isEmpty()) {
      object.with("description", about.description());
    }
    about.defaultValue().ifPresent(value -> object.with("default", value));
    about.example().ifPresent(value -> object.with("examples", Json.of(List.of(value))));
    if (about.sensitive()) {
      object.with("writeOnly", Json.of(true));
    }
    return object.build();
  }

  private static Json.Builder shape(Shape shape) {
    return switch (shape) {
      case Leaf leaf -> leaf(leaf);
      case Table table -> table(table);
      case ListOf list -> list(list);
      case Tuple tuple -> tuple(tuple);
    };
  }

  private static Json.Builder table(Table table) {
    Json.Builder properties = Json.object();
    List<Json> required = new ArrayList<>();
    for (Map.Entry<String, Setting> member : table.members().entrySet()) {
      properties.with(member.getKey(), setting(member.getValue()));
      if (member.getValue().about().required()) {
        required.add(Json.of(member.getKey()));
      }
    }
    Json.Builder object = Json.object().with("type", "object");
    if (!properties.isEmpty()) {
      object.with("properties", properties.build());
    }
    if (!required.isEmpty()) {
      object.with("required", Json.of(required));
    }
    return object.with(
        "additionalProperties",
        table.others().<Json>map(others -> setting(others.each())).orElse(Json.of(false)));
  }

  private static Json.Builder list(ListOf list) {
    Json.Builder object =
        Json.object().with("type", "array").with("items", setting(list.element()));
    if (list.least() > 0) {
      object.with("minItems", list.least());
    }
    if (list.most() < Integer.MAX_VALUE) {
      object.with("maxItems", list.most());
    }
    if (list.uniqueBy().filter(String::isEmpty).isPresent()) {
      object.with("uniqueItems", Json.of(true));
    }
    return object;
  }

  private static Json.Builder tuple(Tuple tuple) {
    int length = tuple.elements().size();
    return Json.object()
        .with("type", "array")
        .with("prefixItems", Json.of(tuple.elements().stream().map(JsonSchema::setting).toList()))
        .with("items", Json.of(false))
        .with("minItems", length)
        .with("maxItems", length);
  }

  private static Json.Builder leaf(Leaf leaf) {
    return switch (leaf.type()) {
      case AnyType _ -> Json.object();
      case BooleanType _ -> Json.object().with("type", "boolean");
      case IntegerType integer -> integer(integer);
      case ResourceLimitType _ ->
          Json.object().with("type", Json.of(List.of(Json.of("integer"), Json.of("string"))));
      case TextType text -> limits(text(text), leaf.limits());
    };
  }

  private static Json.Builder integer(IntegerType integer) {
    Json.Builder object = Json.object().with("type", "integer");
    if (integer.least() > Long.MIN_VALUE) {
      object.with("minimum", integer.least());
    }
    return integer.most() < Long.MAX_VALUE ? object.with("maximum", integer.most()) : object;
  }

  private static Json.Builder text(TextType text) {
    Json.Builder object = Json.object();
    if (text instanceof ByteSizeType) {
      return object.with("type", Json.of(List.of(Json.of("string"), Json.of("integer"))));
    }
    object.with("type", "string");
    if (text instanceof ChoiceType choice) {
      return object.with("enum", Json.of(choice.words().stream().map(Json::of).toList()));
    }
    if (text instanceof LockdownType) {
      return object.with("enum", Json.of(LockdownType.MODES.stream().map(Json::of).toList()));
    }
    return isBase64(text)
        ? object.with("contentEncoding", "base64")
        : object.with("$comment", text.noun());
  }

  private static boolean isBase64(ValueType type) {
    return type.name().equals("base64") || type.name().equals("pem");
  }

  private static Json.Builder limits(Json.Builder object, TextLimits limits) {
    if (limits.least() > 0) {
      object.with("minLength", limits.least());
    }
    if (limits.most() < Integer.MAX_VALUE) {
      object.with("maxLength", limits.most());
    }
    limits
        .pattern()
        .ifPresent(pattern -> object.with("pattern", "^(?:" + pattern.pattern() + ")$"));
    return object;
  }
}
