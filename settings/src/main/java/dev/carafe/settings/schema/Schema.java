package dev.carafe.settings.schema;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// All settings that a system has, and what they touch: what its components declare, put together.
///
/// @param root the table of all settings, below the word `settings`
/// @param services by name
/// @param files by name
/// @param reshapings in the order in which they came
public record Schema(
    Table root,
    Map<String, Service> services,
    Map<String, ConfigurationFile> files,
    List<Reshaping> reshapings) {

  public Schema {
    services = Collections.unmodifiableMap(new TreeMap<>(services));
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    reshapings = List.copyOf(reshapings);
  }

  /// What is declared for a key; for what is inside a value of any shape, that value's setting.
  public Optional<Setting> find(Key key) {
    Optional<Setting> found = Optional.empty();
    Shape shape = root;
    for (String segment : key.segments()) {
      if (!(shape instanceof Table table)) {
        return shape instanceof Leaf leaf && leaf.type().name().equals("any")
            ? found
            : Optional.empty();
      }
      found = member(table, segment);
      if (found.isEmpty()) {
        return found;
      }
      shape = found.get().shape();
    }
    return found;
  }

  /// Whether a key is declared, or is inside a value of which nothing more is declared.
  public boolean mayHave(Key key) {
    Shape shape = root;
    for (String segment : key.segments()) {
      if (!(shape instanceof Table table)) {
        return true;
      }
      Optional<Setting> found = member(table, segment);
      if (found.isEmpty()) {
        return false;
      }
      shape = found.get().shape();
    }
    return true;
  }

  /// What is declared for a member of a table.
  public static Optional<Setting> member(Table table, String name) {
    Setting named = table.members().get(name);
    return named != null ? Optional.of(named) : table.others().map(Entries::each);
  }

  /// Whether a setting has a name of its own, and so may have a default.
  public boolean takesDefault(Key key) {
    Shape shape = root;
    for (String segment : key.segments()) {
      Setting named = shape instanceof Table table ? table.members().get(segment) : null;
      if (named == null) {
        return false;
      }
      shape = named.shape();
    }
    return !(shape instanceof Table);
  }

  /// The same with another default for a setting.
  ///
  /// @throws IllegalArgumentException where no setting of this key is declared by its name
  public Schema withDefault(Key key, Json value) {
    return new Schema(withDefault(root, key.segments(), value), services, files, reshapings);
  }

  private static Table withDefault(Table table, List<String> segments, Json value) {
    String name = segments.getFirst();
    List<String> below = segments.subList(1, segments.size());
    Map<String, Setting> members = new LinkedHashMap<>(table.members());
    Setting member = members.get(name);
    if (member != null && below.isEmpty()) {
      members.put(
          name, new Setting(member.shape(), member.about().withDefault(value), member.position()));
    } else if (member != null && member.shape() instanceof Table inner) {
      members.put(
          name, new Setting(withDefault(inner, below, value), member.about(), member.position()));
    } else {
      throw new IllegalArgumentException("there is no setting '" + name + "'");
    }
    return new Table(members, table.others());
  }

  /// The defaults that the image brings, as a tree to lay under what is set.
  public SettingsTree defaults() {
    SettingsTree defaults = SettingsTree.empty();
    for (Map.Entry<Key, Json> one : fixed(about -> about.defaultValue()).entrySet()) {
      defaults = defaults.with(one.getKey(), one.getValue());
    }
    return defaults;
  }

  /// The settings that are generated where nobody set them, each with its generator.
  public Map<Key, String> generators() {
    return fixed(About::generator);
  }

  /// The settings whose default is rendered from others, each with its template.
  public Map<Key, String> templates() {
    return fixed(About::template);
  }

  /// The services that a setting affects; for a table, those of all that is in it.
  public Set<String> affectedServices(Key key) {
    Set<String> services = new LinkedHashSet<>();
    if (key.segments().isEmpty()) {
      addServices(root, services);
    }
    find(key).ifPresent(setting -> addServices(setting, services));
    return services;
  }

  /// The names of the files that are rendered from a setting.
  public Set<String> affectedFiles(Key key) {
    Set<String> names = new LinkedHashSet<>();
    for (String service : affectedServices(key)) {
      Service found = services.get(service);
      if (found != null) {
        names.addAll(found.configurationFiles());
      }
    }
    return names;
  }

  /// A tree in this release's shape, of one in an earlier or the first.
  public SettingsTree current(SettingsTree tree) {
    SettingsTree reshaped = tree;
    for (Reshaping reshaping : reshapings) {
      reshaped = reshaping.forward(reshaped);
    }
    return reshaped;
  }

  /// A tree in the first release's shape, in which it is stored.
  public SettingsTree stored(SettingsTree tree) {
    SettingsTree reshaped = tree;
    for (Reshaping reshaping : reshapings.reversed()) {
      reshaped = reshaping.backward(reshaped);
    }
    return reshaped;
  }

  /// Where a path of [#current]'s result was before it.
  public String before(String path) {
    String earlier = path;
    for (Reshaping reshaping : reshapings.reversed()) {
      earlier = reshaping.before(earlier);
    }
    return earlier;
  }

  private static void addServices(Setting setting, Set<String> services) {
    services.addAll(setting.about().services());
    addServices(setting.shape(), services);
  }

  private static void addServices(Shape shape, Set<String> services) {
    switch (shape) {
      case Leaf _ -> {}
      case ListOf list -> addServices(list.element(), services);
      case Tuple tuple -> tuple.elements().forEach(element -> addServices(element, services));
      case Table table -> {
        table.members().values().forEach(member -> addServices(member, services));
        table.others().ifPresent(others -> addServices(others.each(), services));
      }
    }
  }

  /// Something of every setting whose key is fixed.
  private <T> Map<Key, T> fixed(Function<About, Optional<T>> what) {
    Map<Key, T> found = new LinkedHashMap<>();
    addFixed(new Key(new ArrayList<>()), root, what, found);
    return found;
  }

  private static <T> void addFixed(
      Key key, Table table, Function<About, Optional<T>> what, Map<Key, T> found) {
    for (Map.Entry<String, Setting> member : table.members().entrySet()) {
      Key child = key.child(member.getKey());
      Setting setting = member.getValue();
      what.apply(setting.about()).ifPresent(value -> found.put(child, value));
      if (setting.shape() instanceof Table inner) {
        addFixed(child, inner, what, found);
      }
    }
  }
}
