package dev.carafe.settings.reading;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.schema.About;
import dev.carafe.settings.schema.ConfigurationFile;
import dev.carafe.settings.schema.Leaf;
import dev.carafe.settings.schema.ListOf;
import dev.carafe.settings.schema.OneToList;
import dev.carafe.settings.schema.Rename;
import dev.carafe.settings.schema.Reshaping;
import dev.carafe.settings.schema.Reword;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Service;
import dev.carafe.settings.schema.Setting;
import dev.carafe.settings.schema.Shape;
import dev.carafe.settings.schema.Table;
import dev.carafe.settings.schema.TableToList;
import dev.carafe.settings.schema.TextLimits;
import dev.carafe.settings.schema.Tuple;
import dev.carafe.settings.value.ChoiceType;
import dev.carafe.settings.value.IntegerType;
import dev.carafe.settings.value.ValueType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A schema as JSON. What has its usual value is left out.
final class SchemaEncoder {
  private SchemaEncoder() {}

  static Json.Struct encode(Schema schema) {
    Json.Builder services = Json.object();
    schema.services().forEach((name, service) -> services.with(name, service(service)));
    Json.Builder files = Json.object();
    schema.files().forEach((name, file) -> files.with(name, file(file)));
    return Json.object()
        .with("settings", table(Json.object(), schema.root()).build())
        .with("services", services.build())
        .with("files", files.build())
        .with("changes", Json.of(schema.reshapings().stream().map(SchemaEncoder::change).toList()))
        .build();
  }

  private static Json service(Service service) {
    return Json.object()
        .with("files", texts(service.configurationFiles()))
        .with("commands", Json.of(service.restartCommands().stream().map(c -> texts(c)).toList()))
        .build();
  }

  private static Json file(ConfigurationFile file) {
    Json.Builder object =
        Json.object()
            .with("for-each", file.forEach().map(Key::toString))
            .with("path", file.path())
            .with("template", file.templatePath())
            .with("mode", file.mode());
    if (file.inImage()) {
      object.with("in-image", Json.of(true));
    }
    return object.build();
  }

  private static Json change(Reshaping reshaping) {
    return switch (reshaping) {
      case Rename rename ->
          Json.object()
              .with("change", "rename")
              .with("at", texts(rename.to().segments()))
              .with("from", texts(rename.from().segments()))
              .build();
      case OneToList list ->
          Json.object()
              .with("change", "one-to-list")
              .with("at", texts(list.at().segments()))
              .build();
      case TableToList list ->
          Json.object()
              .with("change", "table-to-list")
              .with("at", texts(list.at().segments()))
              .with("name", list.name())
              .with("value", list.value())
              .build();
      case Reword reword -> {
        Json.Builder words = Json.object();
        new TreeMap<>(reword.words()).forEach(words::with);
        yield Json.object()
            .with("change", "reword")
            .with("at", texts(reword.at().segments()))
            .with("words", words.build())
            .build();
      }
    };
  }

  private static Json.Struct setting(Setting setting) {
    Json.Builder object = Json.object();
    shape(object, setting.shape());
    About about = setting.about();
    if (!about.description().isEmpty()) {
      object.with("description", about.description());
    }
    about.example().ifPresent(value -> object.with("example", value));
    about.defaultValue().ifPresent(value -> object.with("default", value));
    object.with("generator", about.generator());
    object.with("template", about.template());
    if (about.sensitive()) {
      object.with("sensitive", Json.of(true));
    }
    if (about.required()) {
      object.with("required", Json.of(true));
    }
    if (about.whole()) {
      object.with("whole", Json.of(true));
    }
    if (!about.services().isEmpty()) {
      object.with("services", texts(about.services()));
    }
    return object.build();
  }

  private static void shape(Json.Builder object, Shape shape) {
    switch (shape) {
      case Table table -> table(object, table);
      case Tuple tuple ->
          object.with(
              "places", Json.of(tuple.elements().stream().map(SchemaEncoder::setting).toList()));
      case ListOf list -> {
        object.with("element", setting(list.element()));
        bounds(object, list.least(), list.most());
        object.with("unique-by", list.uniqueBy());
      }
      case Leaf leaf -> {
        type(object, leaf.type());
        TextLimits limits = leaf.limits();
        bounds(object, limits.least(), limits.most());
        limits.pattern().ifPresent(pattern -> object.with("pattern", pattern.pattern()));
        if (!limits.reserved().isEmpty()) {
          object.with("reserved", texts(limits.reserved()));
        }
      }
    }
  }

  private static Json.Builder table(Json.Builder object, Table table) {
    Json.Builder members = Json.object();
    for (Map.Entry<String, Setting> member : table.members().entrySet()) {
      members.with(member.getKey(), setting(member.getValue()));
    }
    object.with("members", members.build());
    table
        .others()
        .ifPresent(others -> {
          object.with("keys", type(Json.object(), others.keys()).build());
          object.with("others", setting(others.each()));
        });
    return object;
  }

  private static Json.Builder type(Json.Builder object, ValueType type) {
    object.with("type", type.name());
    if (type instanceof ChoiceType choice) {
      object.with("words", texts(choice.words()));
    }
    if (type instanceof IntegerType integer) {
      object.with("min", integer.least()).with("max", integer.most());
    }
    return object;
  }

  private static void bounds(Json.Builder object, int least, int most) {
    if (least > 0) {
      object.with("least", least);
    }
    if (most < Integer.MAX_VALUE) {
      object.with("most", most);
    }
  }

  private static Json texts(List<String> texts) {
    return Json.of(texts.stream().map(Json::of).toList());
  }
}
