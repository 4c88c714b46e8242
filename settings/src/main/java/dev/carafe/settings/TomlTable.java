package dev.carafe.settings;

import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/// A table of a TOML document that remembers where each value stands.
///
/// A reader asks for the keys it knows, then calls [#finish()], which reports the keys nobody asked
/// for. Mistakes do not stop the reading: they gather in the document's list, and the caller throws
/// them all at once.
///
/// Source: [TOML 1.0](https://toml.io/en/v1.0.0).
public final class TomlTable {
  private final String source;
  private final org.tomlj.TomlTable table;
  private final Position position;
  private final List<Problem> problems;
  private final Set<String> known = new LinkedHashSet<>();

  private TomlTable(
      String source, org.tomlj.TomlTable table, Position position, List<Problem> problems) {
    this.source = source;
    this.table = table;
    this.position = position;
    this.problems = problems;
  }

  /// Parses a document.
  ///
  /// @param source what problems call the text
  /// @param problems where syntax errors, and every later mistake found through this table, are
  ///   added
  public static TomlTable parse(String source, String text, List<Problem> problems) {
    TomlParseResult result = TomlSyntax.parse(source, text, problems);
    return new TomlTable(source, result, new Position(source, 1, 1), problems);
  }

  /// Where the table starts.
  public Position position() {
    return position;
  }

  /// The keys in the order of the text.
  public List<String> keys() {
    return table.keySet().stream()
        .sorted((left, right) -> compare(position(left), position(right)))
        .toList();
  }

  /// Whether a key is there; it then counts as known.
  public boolean has(String key) {
    known.add(key);
    return table.contains(List.of(key));
  }

  /// Where a key stands, or the table itself when the key is absent.
  public Position position(String key) {
    TomlPosition found = table.inputPositionOf(List.of(key));
    return found == null ? position : TomlSyntax.place(source, found);
  }

  /// A string that must be there.
  public String string(String key) {
    return optionalString(key)
        .orElseGet(() -> {
          if (!has(key)) {
            problem(position, "no '" + key + "'", "add " + key + " = \"...\"");
          }
          return "";
        });
  }

  /// A string that may be absent.
  public Optional<String> optionalString(String key) {
    return value(key, String.class, "a string");
  }

  /// A boolean, or the default where it is absent.
  public boolean bool(String key, boolean otherwise) {
    return value(key, Boolean.class, "true or false").orElse(otherwise);
  }

  /// A whole number, or the default where it is absent.
  public long integer(String key, long otherwise) {
    return value(key, Long.class, "a whole number").orElse(otherwise);
  }

  /// A whole number that may be absent.
  public OptionalLong optionalInteger(String key) {
    Optional<Long> number = value(key, Long.class, "a whole number");
    return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
  }

  /// Any value, as JSON.
  public Optional<Json> json(String key) {
    return value(key, Object.class, "a value")
        .map(found ->
            new TomlValues(
                    (_, _) -> {},
                    (where, what) ->
                        problem(
                            TomlSyntax.place(source, where),
                            "'" + key + "' is " + what,
                            "use quotes"))
                .value(key, found, Objects.requireNonNull(table.inputPositionOf(List.of(key)))));
  }

  /// A list of strings, empty where the key is absent.
  public List<String> strings(String key) {
    return locatedStrings(key).stream().map(Located::value).toList();
  }

  /// A list of strings with their places, empty where the key is absent.
  public List<Located<String>> locatedStrings(String key) {
    List<Located<String>> strings = new ArrayList<>();
    for (Located<Object> element : elements(key)) {
      if (element.value() instanceof String string) {
        strings.add(new Located<>(string, element.position()));
      } else {
        problem(
            element.position(),
            "a list of strings holds " + name(element.value()),
            "write a string");
      }
    }
    return List.copyOf(strings);
  }

  /// A list of lists of strings, empty where the key is absent.
  public List<List<String>> listsOfStrings(String key) {
    List<List<String>> lists = new ArrayList<>();
    for (Located<Object> element : elements(key)) {
      if (element.value() instanceof TomlArray array
          && array.toList().stream().allMatch(String.class::isInstance)) {
        lists.add(array.toList().stream().map(String.class::cast).toList());
      } else {
        problem(
            element.position(),
            "'" + key + "' holds " + name(element.value()),
            "write a list of strings for each");
      }
    }
    return List.copyOf(lists);
  }

  /// A table, empty where the key is absent.
  public TomlTable table(String key) {
    return value(key, org.tomlj.TomlTable.class, "a table")
        .map(found -> new TomlTable(source, found, position(key), problems))
        .orElseGet(() -> new TomlTable(source, Toml.parse(""), position, problems));
  }

  /// The tables of an array of tables, empty where the key is absent.
  public List<TomlTable> tables(String key) {
    List<TomlTable> tables = new ArrayList<>();
    for (Located<Object> element : elements(key)) {
      if (element.value() instanceof org.tomlj.TomlTable found) {
        tables.add(new TomlTable(source, found, element.position(), problems));
      } else {
        problem(
            element.position(),
            "'" + key + "' holds " + name(element.value()),
            "write [[" + key + "]]");
      }
    }
    return List.copyOf(tables);
  }

  /// Every key with its table, in the order of the text: for tables whose keys are names.
  public Map<String, TomlTable> namedTables() {
    Map<String, TomlTable> named = new LinkedHashMap<>();
    for (String key : keys()) {
      named.put(key, table(key));
    }
    return named;
  }

  /// Adds a mistake found at a key's place.
  public void problem(String key, String found, String instead) {
    problem(position(key), found, instead);
  }

  /// Reports each key that nobody asked for, with the known key that was probably meant.
  public void finish() {
    for (String key : keys()) {
      if (!known.contains(key)) {
        problem(position(key), "unknown key '" + key + "'", Suggestion.instead(key, known));
      }
    }
  }

  private void problem(Position where, String found, String instead) {
    problems.add(new Problem(where, found, instead));
  }

  private <T> Optional<T> value(String key, Class<T> type, String expected) {
    known.add(key);
    Object value = table.get(List.of(key));
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      problem(key, "'" + key + "' is " + name(value), "write " + expected);
      return Optional.empty();
    }
    return Optional.of(type.cast(value));
  }

  private List<Located<Object>> elements(String key) {
    List<Located<Object>> elements = new ArrayList<>();
    value(key, TomlArray.class, "a list")
        .ifPresent(array -> {
          for (int i = 0; i < array.size(); i++) {
            elements.add(
                new Located<>(array.get(i), TomlSyntax.place(source, array.inputPositionOf(i))));
          }
        });
    return elements;
  }

  private static int compare(Position left, Position right) {
    return left.line() != right.line()
        ? Integer.compare(left.line(), right.line())
        : Integer.compare(left.column(), right.column());
  }

  private static String name(Object value) {
    return switch (value) {
      case String _ -> "a string";
      case Boolean _ -> "a boolean";
      case Long _ -> "a whole number";
      case Double _ -> "a number with a fraction";
      case TomlArray _ -> "a list";
      case org.tomlj.TomlTable _ -> "a table";
      default -> "a date or time";
    };
  }
}
