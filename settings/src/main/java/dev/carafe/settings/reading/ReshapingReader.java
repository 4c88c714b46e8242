package dev.carafe.settings.reading;

import dev.carafe.settings.Key;
import dev.carafe.settings.KeyException;
import dev.carafe.settings.Problem;
import dev.carafe.settings.Suggestion;
import dev.carafe.settings.TomlTable;
import dev.carafe.settings.schema.OneToList;
import dev.carafe.settings.schema.Rename;
import dev.carafe.settings.schema.Reshaping;
import dev.carafe.settings.schema.Reword;
import dev.carafe.settings.schema.TableToList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the `[[changes]]` of a schema file.
final class ReshapingReader {
  private static final List<String> KINDS =
      List.of("one-to-list", "rename", "reword", "table-to-list");

  private final List<Problem> problems;

  ReshapingReader(List<Problem> problems) {
    this.problems = problems;
  }

  List<Reshaping> read(List<TomlTable> tables) {
    List<Reshaping> reshapings = new ArrayList<>();
    for (TomlTable table : tables) {
      int before = problems.size();
      Optional<Reshaping> reshaping = reshaping(table);
      table.finish();
      if (problems.size() == before) {
        reshaping.ifPresent(reshapings::add);
      }
    }
    return reshapings;
  }

  private Optional<Reshaping> reshaping(TomlTable table) {
    String kind = table.string("change");
    Key at = key(table, "setting");
    return switch (kind) {
      case "rename" -> Optional.of(new Rename(key(table, "from"), at));
      case "one-to-list" -> Optional.of(new OneToList(at));
      case "table-to-list" ->
          Optional.of(new TableToList(at, table.string("name"), table.string("value")));
      case "reword" -> reword(at, table);
      default -> {
        table.problem("change", "no change '" + kind + "'", Suggestion.instead(kind, KINDS));
        yield Optional.empty();
      }
    };
  }

  private static Optional<Reshaping> reword(Key at, TomlTable table) {
    TomlTable words = table.table("words");
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String word : words.keys()) {
      pairs.put(word, words.string(word));
    }
    if (!Reword.isReversible(pairs)) {
      table.problem(
          "words",
          "there is no way back from these words",
          "let every new word be the only one for its old word, and no old word");
      return Optional.empty();
    }
    return Optional.of(new Reword(at, pairs));
  }

  private static Key key(TomlTable table, String name) {
    String text = table.string(name);
    try {
      return text.isEmpty() ? Key.of() : Key.below(text);
    } catch (KeyException e) {
      table.problem(name, String.valueOf(e.getMessage()), "write it like ntp.time-servers");
      return Key.of();
    }
  }
}
