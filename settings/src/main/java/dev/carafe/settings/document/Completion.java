package dev.carafe.settings.document;

import dev.carafe.settings.Key;
import dev.carafe.settings.KeyException;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Leaf;
import dev.carafe.settings.schema.ListOf;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Setting;
import dev.carafe.settings.schema.Shape;
import dev.carafe.settings.schema.Table;
import dev.carafe.settings.schema.Tuple;
import dev.carafe.settings.value.BooleanType;
import dev.carafe.settings.value.ChoiceType;
import dev.carafe.settings.value.LockdownType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a shell offers for keys and values that have been typed in part.
public final class Completion {
  private static final String ROOT = "settings.";

  private Completion() {}

  /// The ways to go on with a key, by one segment.
  ///
  /// @param set what is set on the node: its names are offered where users choose them
  public static List<Candidate> keys(Schema schema, SettingsTree set, String typed) {
    if (typed.length() < ROOT.length()) {
      return ROOT.startsWith(typed) ? List.of(new Candidate(ROOT, "")) : List.of();
    }
    int dot = lastDot(typed);
    String head = typed.substring(0, Math.max(dot, 0));
    String tail = typed.substring(dot + 1);
    Optional<Key> parent = parent(head);
    if (parent.isEmpty() || !(shape(schema, parent.get()) instanceof Table table)) {
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Map.Entry<String, Setting> name : names(table, set, parent.get()).entrySet()) {
      String segment = Key.quoted(name.getKey());
      if (segment.startsWith(tail) || name.getKey().startsWith(tail)) {
        candidates.add(candidate(head + "." + segment, name.getValue()));
      }
    }
    return List.copyOf(candidates);
  }

  /// The words that a setting may be, none where there are endlessly many.
  public static List<String> values(Schema schema, Key key) {
    Optional<Setting> setting = schema.find(key);
    if (setting.isEmpty() || !(setting.get().shape() instanceof Leaf leaf)) {
      return List.of();
    }
    return switch (leaf.type()) {
      case BooleanType _ -> List.of("false", "true");
      case ChoiceType choice -> choice.words();
      case LockdownType _ -> LockdownType.MODES;
      default -> List.of();
    };
  }

  private static Candidate candidate(String text, Setting setting) {
    String description = setting.about().description().lines().findFirst().orElse("");
    return switch (setting.shape()) {
      case Table _ -> new Candidate(text + ".", description);
      case Leaf _, ListOf _, Tuple _ -> new Candidate(text, description);
    };
  }

  private static Map<String, Setting> names(Table table, SettingsTree set, Key parent) {
    Map<String, Setting> names = new TreeMap<>(table.members());
    if (table.others().isPresent()
        && set.get(parent).orElse(new Json.Null()) instanceof Json.Struct members) {
      for (String name : members.members().keySet()) {
        names.putIfAbsent(name, table.others().get().each());
      }
    }
    return names;
  }

  private static Shape shape(Schema schema, Key key) {
    return key.segments().isEmpty()
        ? schema.root()
        : schema.find(key).map(Setting::shape).orElse(new Tuple(List.of()));
  }

  private static Optional<Key> parent(String head) {
    try {
      return Optional.of(Key.parse(head));
    } catch (KeyException _) {
      return Optional.empty();
    }
  }

  /// The last dot that is in no quotes.
  private static int lastDot(String typed) {
    int dot = -1;
    boolean quoted = false;
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        dot = i;
      }
    }
    return dot;
  }
}
