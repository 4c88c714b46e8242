package dev.carafe.settings.check;

import dev.carafe.settings.Key;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.Suggestion;
import dev.carafe.settings.TomlText;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Leaf;
import dev.carafe.settings.schema.ListOf;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Setting;
import dev.carafe.settings.schema.Table;
import dev.carafe.settings.schema.Tuple;
import dev.carafe.settings.value.TextType;
import dev.carafe.settings.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Checks settings against a schema: every mistake becomes a problem, and what is valid is kept. An
/// element of a list is kept or dropped by itself; so is a member of a table; a tuple, and a table
/// that lacks a required member, are dropped as a whole.
public final class SettingsCheck {
  private static final int LONGEST_SHOWN = 60;

  private final Function<String, Position> places;
  private final List<Problem> problems;

  /// @param places where a path was written; a path is a key with the indexes of lists
  /// @param problems where mistakes are added
  public SettingsCheck(Function<String, Position> places, List<Problem> problems) {
    this.places = places;
    this.problems = problems;
  }

  /// The valid part of all settings, given without the outer `settings`.
  public SettingsTree check(Schema schema, Json.Struct settings) {
    return SettingsTree.of(table("settings", schema.root(), settings));
  }

  /// The valid part of one setting's value.
  public Optional<Json> check(String path, Setting setting, Json value) {
    int before = problems.size();
    Optional<Json> valid = shape(path, setting, value);
    boolean spoilt = setting.about().whole() && problems.size() > before;
    return spoilt ? Optional.empty() : valid;
  }

  private Optional<Json> shape(String path, Setting setting, Json value) {
    return switch (setting.shape()) {
      case Leaf leaf -> leaf(path, leaf, setting, value);
      case Table table ->
          value instanceof Json.Struct members
              ? complete(path, table, members, table(path, table, members))
              : wrongKind(path, value, "a table");
      case ListOf list ->
          value instanceof Json.Array(List<Json> elements)
              ? list(path, list, elements)
              : wrongKind(path, value, "a list");
      case Tuple tuple ->
          value instanceof Json.Array(List<Json> elements)
              ? tuple(path, tuple, elements)
              : wrongKind(path, value, "a list of " + tuple.elements().size());
    };
  }

  private Optional<Json> leaf(String path, Leaf leaf, Setting setting, Json value) {
    ValueType type = leaf.type();
    String instead = "write " + type.noun() + like(leaf, setting);
    if (!type.fits(value)) {
      problem(path, path + " is " + kind(value), instead);
      return Optional.empty();
    }
    Optional<String> fault = type.fault(value);
    if (fault.isEmpty() && type instanceof TextType && value instanceof Json.Text(String text)) {
      fault = leaf.limits().fault(text);
      if (fault.isPresent()) {
        problem(path, path + shown(setting, value) + " is not allowed: " + fault.get(), instead);
        return Optional.empty();
      }
    }
    if (fault.isPresent()) {
      String found = path + shown(setting, value) + " is not " + type.noun() + ": " + fault.get();
      problem(path, found, instead);
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private Json.Struct table(String path, Table table, Json.Struct value) {
    Map<String, Json> valid = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : value.members().entrySet()) {
      String name = member.getKey();
      String child = path + "." + Key.quoted(name);
      Optional<Setting> setting = Schema.member(table, name);
      if (setting.isEmpty()) {
        problem(
            child, "unknown setting " + child, Suggestion.instead(name, table.members().keySet()));
      } else if (table.members().containsKey(name) || isKey(child, name, table)) {
        check(child, setting.get(), member.getValue()).ifPresent(found -> valid.put(name, found));
      }
    }
    return new Json.Struct(valid);
  }

  /// Whether a name that the user chose is one.
  private boolean isKey(String path, String name, Table table) {
    if (table.others().isEmpty()) {
      return false;
    }
    ValueType keys = table.others().get().keys();
    Optional<String> fault = keys.fault(Json.of(name));
    fault.ifPresent(why -> {
      Set<String> known = table.members().keySet();
      problem(
          path,
          "in " + path + ", the name '" + name + "' is not " + keys.noun() + ": " + why,
          "write "
              + keys.noun()
              + ", like "
              + keys.example()
              + Suggestion.nearest(name, known).map(meant -> ", or '" + meant + "'").orElse(""));
    });
    return fault.isEmpty();
  }

  /// A member that was written and is wrong has its problem already.
  private Optional<Json> complete(
      String path, Table table, Json.Struct written, Json.Struct valid) {
    boolean complete = true;
    for (Map.Entry<String, Setting> member : table.members().entrySet()) {
      String name = member.getKey();
      if (member.getValue().about().required() && !valid.members().containsKey(name)) {
        complete = false;
        if (!written.members().containsKey(name)) {
          problem(path, path + " has no '" + name + "'", "add " + name + " = " + example(member));
        }
      }
    }
    return complete ? Optional.of(valid) : Optional.empty();
  }

  private Optional<Json> list(String path, ListOf list, List<Json> elements) {
    if (elements.size() < list.least() || elements.size() > list.most()) {
      boolean few = elements.size() < list.least();
      problem(
          path,
          path + " has " + elements.size() + " elements",
          few ? "write at least " + list.least() : "write at most " + list.most());
      return Optional.empty();
    }
    List<Json> valid = new ArrayList<>();
    Set<Json> seen = new LinkedHashSet<>();
    for (int i = 0; i < elements.size(); i++) {
      String child = path + "[" + i + "]";
      Optional<Json> element = check(child, list.element(), elements.get(i));
      if (element.isPresent() && isNew(child, list, element.get(), seen)) {
        valid.add(element.get());
      }
    }
    return valid.isEmpty() && !elements.isEmpty() ? Optional.empty() : Optional.of(Json.of(valid));
  }

  private boolean isNew(String path, ListOf list, Json element, Set<Json> seen) {
    if (list.uniqueBy().isEmpty()) {
      return true;
    }
    String by = list.uniqueBy().get();
    Json identity =
        element instanceof Json.Struct table && !by.isEmpty()
            ? table.member(by).orElse(new Json.Null())
            : element;
    if (seen.add(identity)) {
      return true;
    }
    String what = by.isEmpty() ? "" : ", with the same '" + by + "' as one before it";
    problem(path, path + " is there a second time" + what, "write it once");
    return false;
  }

  private Optional<Json> tuple(String path, Tuple tuple, List<Json> elements) {
    int length = tuple.elements().size();
    if (elements.size() != length) {
      problem(path, path + " has " + elements.size() + " elements", "write " + length);
      return Optional.empty();
    }
    List<Json> valid = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      check(path + "[" + i + "]", tuple.elements().get(i), elements.get(i)).ifPresent(valid::add);
    }
    return valid.size() == length ? Optional.of(Json.of(valid)) : Optional.empty();
  }

  private Optional<Json> wrongKind(String path, Json value, String wanted) {
    problem(path, path + " is " + kind(value), "write " + wanted);
    return Optional.empty();
  }

  private void problem(String path, String found, String instead) {
    problems.add(new Problem(places.apply(path), found, instead));
  }

  private static String shown(Setting setting, Json value) {
    String text =
        switch (value) {
          case Json.Text(String string) -> "'" + string + "'";
          case Json.Numeral(String literal) -> literal;
          case Json.Bool _, Json.Null _, Json.Array _, Json.Struct _ -> "";
        };
    boolean hidden =
        setting.about().sensitive()
            || text.isEmpty()
            || text.length() > LONGEST_SHOWN
            || text.chars().anyMatch(Character::isISOControl);
    return hidden ? "" : " = " + text;
  }

  private static String like(Leaf leaf, Setting setting) {
    boolean says = leaf.type().name().equals("choice") || leaf.type().name().equals("boolean");
    return says
        ? ""
        : ", like " + setting.about().example().map(TomlText::of).orElse(leaf.type().example());
  }

  private static String example(Map.Entry<String, Setting> member) {
    Setting setting = member.getValue();
    String otherwise = setting.shape() instanceof Leaf leaf ? leaf.type().example() : "...";
    return setting.about().example().map(TomlText::of).orElse(otherwise);
  }

  private static String kind(Json value) {
    return switch (value) {
      case Json.Text _ -> "a string";
      case Json.Bool _ -> "a boolean";
      case Json.Null() -> "null";
      case Json.Array _ -> "a list";
      case Json.Struct _ -> "a table";
      case Json.Numeral(String literal) ->
          literal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))
              ? "a whole number"
              : "a number with a fraction";
    };
  }
}
