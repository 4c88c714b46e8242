package dev.carafe.settings.reading;

import dev.carafe.settings.Key;
import dev.carafe.settings.Position;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.schema.About;
import dev.carafe.settings.schema.ConfigurationFile;
import dev.carafe.settings.schema.Entries;
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
import dev.carafe.settings.value.ValueTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What [SchemaEncoder] wrote, as a schema.
final class SchemaDecoder {
  private static final Position NOWHERE = new Position("schema", 1, 1);

  private SchemaDecoder() {}

  static Schema decode(Json.Struct object) {
    Map<String, Service> services = new LinkedHashMap<>();
    struct(object, "services")
        .members()
        .forEach((name, service) -> services.put(name, service(struct(service))));
    Map<String, ConfigurationFile> files = new LinkedHashMap<>();
    struct(object, "files").members().forEach((name, file) -> files.put(name, file(struct(file))));
    List<Reshaping> changes = new ArrayList<>();
    array(object, "changes").forEach(change -> changes.add(change(struct(change))));
    return new Schema(table(struct(object, "settings")), services, files, changes);
  }

  private static Service service(Json.Struct object) {
    List<List<String>> commands = new ArrayList<>();
    array(object, "commands").forEach(command -> commands.add(texts(command)));
    return new Service(texts(value(object, "files")), commands, NOWHERE);
  }

  private static ConfigurationFile file(Json.Struct object) {
    return new ConfigurationFile(
        object.text("for-each").map(Key::parse),
        text(object, "path"),
        text(object, "template"),
        (int) number(object, "mode"),
        object.member("in-image").isPresent(),
        NOWHERE);
  }

  private static Reshaping change(Json.Struct object) {
    Key at = new Key(texts(value(object, "at")));
    return switch (text(object, "change")) {
      case "rename" -> new Rename(new Key(texts(value(object, "from"))), at);
      case "one-to-list" -> new OneToList(at);
      case "table-to-list" -> new TableToList(at, text(object, "name"), text(object, "value"));
      case "reword" -> {
        Map<String, String> words = new LinkedHashMap<>();
        Json.Struct pairs = struct(object, "words");
        pairs.members().keySet().forEach(word -> words.put(word, text(pairs, word)));
        yield new Reword(at, words);
      }
      default -> throw new CompiledSchemaException("no change " + text(object, "change"));
    };
  }

  private static Setting setting(Json.Struct object) {
    About about =
        new About(
            object.text("description").orElse(""),
            object.member("example"),
            object.member("default"),
            object.text("generator"),
            object.text("template"),
            object.member("sensitive").isPresent(),
            object.member("required").isPresent(),
            object.member("whole").isPresent(),
            object.member("services").map(SchemaDecoder::texts).orElse(List.of()));
    return new Setting(shape(object), about, NOWHERE);
  }

  private static Shape shape(Json.Struct object) {
    if (object.member("members").isPresent()) {
      return table(object);
    }
    if (object.member("places").isPresent()) {
      return new Tuple(array(object, "places").stream().map(p -> setting(struct(p))).toList());
    }
    int least = bound(object, "least", 0);
    int most = bound(object, "most", Integer.MAX_VALUE);
    if (object.member("element").isPresent()) {
      return new ListOf(setting(struct(object, "element")), least, most, object.text("unique-by"));
    }
    Optional<Pattern> pattern = object.text("pattern").map(Pattern::compile);
    List<String> reserved = object.member("reserved").map(SchemaDecoder::texts).orElse(List.of());
    boolean limited =
        pattern.isPresent() || least > 0 || most < Integer.MAX_VALUE || !reserved.isEmpty();
    return new Leaf(
        type(object), limited ? new TextLimits(pattern, least, most, reserved) : TextLimits.none());
  }

  private static Table table(Json.Struct object) {
    Map<String, Setting> members = new LinkedHashMap<>();
    struct(object, "members")
        .members()
        .forEach((name, member) -> members.put(name, setting(struct(member))));
    return new Table(
        members,
        object
            .member("others")
            .map(others -> new Entries(type(struct(object, "keys")), setting(struct(others)))));
  }

  private static ValueType type(Json.Struct object) {
    String name = text(object, "type");
    if (object.member("words").isPresent()) {
      return new ChoiceType(texts(value(object, "words")));
    }
    if (object.member("min").isPresent()) {
      return new IntegerType(name, number(object, "min"), number(object, "max"));
    }
    return ValueTypes.named(name).orElseThrow(() -> new CompiledSchemaException("no type " + name));
  }

  private static Json value(Json.Struct object, String name) {
    return object.member(name).orElseThrow(() -> new CompiledSchemaException("no '" + name + "'"));
  }

  private static Json.Struct struct(Json.Struct object, String name) {
    return struct(value(object, name));
  }

  private static Json.Struct struct(Json value) {
    if (value instanceof Json.Struct object) {
      return object;
    }
    throw new CompiledSchemaException("no object where one should be");
  }

  private static List<Json> array(Json.Struct object, String name) {
    if (value(object, name) instanceof Json.Array(List<Json> elements)) {
      return elements;
    }
    throw new CompiledSchemaException("'" + name + "' is no array");
  }

  private static List<String> texts(Json value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof Json.Array(List<Json> elements)) {
      for (Json element : elements) {
        if (element instanceof Json.Text(String text)) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private static String text(Json.Struct object, String name) {
    return object
        .text(name)
        .orElseThrow(() -> new CompiledSchemaException("'" + name + "' is no string"));
  }

  private static int bound(Json.Struct object, String name, int otherwise) {
    return object.member(name).isPresent() ? (int) number(object, name) : otherwise;
  }

  private static long number(Json.Struct object, String name) {
    if (value(object, name) instanceof Json.Numeral(String literal)) {
      return Long.parseLong(literal);
    }
    throw new CompiledSchemaException("'" + name + "' is no number");
  }
}
