package dev.carafe.settings.model;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// Settings as nested tables, immutable. A tree is sparse: it holds what somebody set and nothing
/// else, and no table in it is empty. Lists, and whatever is in them, are values: replaced as a
/// whole.
///
/// The JSON of a tree is what Bottlerocket's `GET /settings` answers: without the outer `settings`.
public final class SettingsTree {
  private static final SettingsTree EMPTY = new SettingsTree(Json.object().build());

  private final Json.Struct root;

  private SettingsTree(Json.Struct root) {
    this.root = root;
  }

  public static SettingsTree empty() {
    return EMPTY;
  }

  /// The tree of a table; its empty tables are left out.
  public static SettingsTree of(Json.Struct table) {
    return new SettingsTree(pruned(table));
  }

  public Json.Struct json() {
    return root;
  }

  public boolean isEmpty() {
    return root.members().isEmpty();
  }

  /// A setting, or a table of settings.
  public Optional<Json> get(Key key) {
    Json found = root;
    for (String segment : key.segments()) {
      if (!(found instanceof Json.Struct table)) {
        return Optional.empty();
      }
      Optional<Json> member = table.member(segment);
      if (member.isEmpty()) {
        return Optional.empty();
      }
      found = member.get();
    }
    return Optional.of(found);
  }

  /// Only these settings and tables of settings, of those that are there.
  public SettingsTree only(Collection<Key> keys) {
    SettingsTree only = EMPTY;
    for (Key key : keys) {
      Optional<Json> found = get(key);
      if (found.isPresent()) {
        only = only.with(key, found.get());
      }
    }
    return only;
  }

  /// Only the settings whose key, as text, begins with `prefix`; `settings.` is implied unless it
  /// begins with `settings`. As Bottlerocket has it, the end need not be the end of a segment: `mo`
  /// finds `motd`.
  public SettingsTree withPrefix(String prefix) {
    String full = prefix.startsWith("settings") ? prefix : "settings." + prefix;
    SettingsTree only = EMPTY;
    for (Map.Entry<Key, Json> leaf : leaves().entrySet()) {
      if (leaf.getKey().toString().startsWith(full)) {
        only = only.with(leaf.getKey(), leaf.getValue());
      }
    }
    return only;
  }

  /// Every setting that is no table, in the order of the tree.
  public Map<Key, Json> leaves() {
    Map<Key, Json> leaves = new LinkedHashMap<>();
    addLeaves(new Key(List.of()), root, leaves);
    return leaves;
  }

  /// This tree with a setting in place of whatever was there.
  public SettingsTree with(Key key, Json value) {
    return of(with(root, key.segments(), value));
  }

  /// This tree with everything in `patch` laid over it: tables are merged, all else is replaced.
  public SettingsTree patched(SettingsTree patch) {
    return new SettingsTree(merged(root, patch.root));
  }

  /// This tree without a setting, or without a table and all in it.
  public SettingsTree without(Key key) {
    if (key.segments().isEmpty()) {
      return EMPTY;
    }
    return get(key).isEmpty() ? this : of(without(root, key.segments()));
  }

  /// What is different in `after`, ordered by the keys' text.
  public List<Change> changesTo(SettingsTree after) {
    Map<Key, Json> old = leaves();
    Map<Key, Json> now = after.leaves();
    TreeSet<Key> keys = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    keys.addAll(old.keySet());
    keys.addAll(now.keySet());
    List<Change> changes = new ArrayList<>();
    for (Key key : keys) {
      if (!Objects.equals(old.get(key), now.get(key))) {
        changes.add(
            new Change(key, Optional.ofNullable(old.get(key)), Optional.ofNullable(now.get(key))));
      }
    }
    return List.copyOf(changes);
  }

  private static void addLeaves(Key key, Json value, Map<Key, Json> leaves) {
    if (value instanceof Json.Struct table) {
      for (Map.Entry<String, Json> member : table.members().entrySet()) {
        addLeaves(key.child(member.getKey()), member.getValue(), leaves);
      }
    } else {
      leaves.put(key, value);
    }
  }

  private static Json with(Json.Struct table, List<String> segments, Json value) {
    if (segments.isEmpty()) {
      return value;
    }
    String first = segments.getFirst();
    Json.Struct inner =
        table.members().get(first) instanceof Json.Struct found ? found : Json.object().build();
    Map<String, Json> members = new LinkedHashMap<>(table.members());
    members.put(first, with(inner, segments.subList(1, segments.size()), value));
    return new Json.Struct(members);
  }

  private static SettingsTree of(Json root) {
    if (root instanceof Json.Struct table) {
      return of(table);
    }
    throw new IllegalArgumentException("all settings are a table, not " + JsonWriter.write(root));
  }

  private static Json.Struct merged(Json.Struct under, Json.Struct over) {
    Map<String, Json> members = new LinkedHashMap<>(under.members());
    for (Map.Entry<String, Json> member : over.members().entrySet()) {
      Json value = member.getValue();
      if (members.get(member.getKey()) instanceof Json.Struct below
          && value instanceof Json.Struct above) {
        value = merged(below, above);
      }
      members.put(member.getKey(), value);
    }
    return new Json.Struct(members);
  }

  private static Json.Struct without(Json.Struct table, List<String> segments) {
    String first = segments.getFirst();
    Map<String, Json> members = new LinkedHashMap<>(table.members());
    if (segments.size() == 1) {
      members.remove(first);
    } else if (members.get(first) instanceof Json.Struct inner) {
      members.put(first, without(inner, segments.subList(1, segments.size())));
    }
    return new Json.Struct(members);
  }

  private static Json.Struct pruned(Json.Struct table) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : table.members().entrySet()) {
      Json value =
          member.getValue() instanceof Json.Struct inner ? pruned(inner) : member.getValue();
      if (!(value instanceof Json.Struct inner && inner.members().isEmpty())) {
        members.put(member.getKey(), value);
      }
    }
    return new Json.Struct(members);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SettingsTree tree && root.equals(tree.root);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  /// As JSON.
  @Override
  public String toString() {
    return JsonWriter.write(root);
  }
}
