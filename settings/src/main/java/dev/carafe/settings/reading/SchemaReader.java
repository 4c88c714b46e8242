package dev.carafe.settings.reading;

import dev.carafe.settings.Key;
import dev.carafe.settings.KeyException;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlTable;
import dev.carafe.settings.schema.ConfigurationFile;
import dev.carafe.settings.schema.Reshaping;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Service;
import dev.carafe.settings.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads what a component declares of its settings: `settings.toml`, as
/// `docs/formats/settings-schema.md` describes it.
public final class SchemaReader {
  private final List<Problem> problems;

  /// @param problems where every mistake is added
  public SchemaReader(List<Problem> problems) {
    this.problems = problems;
  }

  /// Reads one file. What is wrong is left out.
  public Schema read(String source, String text) {
    TomlTable document = TomlTable.parse(source, text, problems);
    Draft root = new Draft();
    TomlTable settings = document.table("settings");
    Map<String, Attributes> declared = new LinkedHashMap<>();
    settings.namedTables().forEach((path, entry) -> declared.put(path, Attributes.read(entry)));
    new LinkedHashMap<>(declared).forEach((path, own) -> addAlike(path, own, declared));
    declared.forEach((path, own) -> draft(root, path, own));
    Table table = new SettingBuilder(problems).root(root, new Position(source, 1, 1));
    Map<String, Service> services = services(document.table("services"));
    Map<String, ConfigurationFile> files = files(document.table("configuration-files"));
    List<Reshaping> reshapings = new ReshapingReader(problems).read(document.tables("changes"));
    document.finish();
    return new Schema(table, services, files, reshapings);
  }

  /// Declares below a path what is declared below another, but for what it declares by itself.
  private void addAlike(String path, Attributes own, Map<String, Attributes> declared) {
    if (own.like().isEmpty()) {
      return;
    }
    String other = own.like().get();
    Map<String, Attributes> below = new LinkedHashMap<>();
    declared.forEach((candidate, attributes) -> {
      if (candidate.startsWith(other + ".") || candidate.startsWith(other + "[")) {
        below.put(path + candidate.substring(other.length()), attributes);
      }
    });
    if (below.isEmpty()) {
      own.table()
          .problem("like", "nothing is declared below '" + other + "'", "write another's path");
    }
    below.forEach(declared::putIfAbsent);
  }

  private void draft(Draft root, String path, Attributes attributes) {
    Optional<List<Step>> steps = Step.path(path);
    if (steps.isEmpty()) {
      problems.add(
          new Problem(
              attributes.table().position(),
              "'" + path + "' is no path of a setting",
              "write names with dots between them, '*' for any name, '[]' after a list"));
      return;
    }
    Draft draft = root;
    for (Step step : steps.get()) {
      draft = draft.at(step);
    }
    draft.attributes = Optional.of(attributes);
  }

  private Map<String, Service> services(TomlTable table) {
    Map<String, Service> services = new TreeMap<>();
    for (Map.Entry<String, TomlTable> named : table.namedTables().entrySet()) {
      TomlTable service = named.getValue();
      services.put(
          named.getKey(),
          new Service(
              service.strings("configuration-files"), commands(service), service.position()));
      service.finish();
    }
    return services;
  }

  private static List<List<String>> commands(TomlTable service) {
    List<List<String>> commands = service.listsOfStrings("restart-commands");
    if (commands.stream().anyMatch(List::isEmpty)) {
      service.problem(
          "restart-commands", "a command without a program", "write [\"PROGRAM\", \"ARGUMENT\"]");
    }
    return commands;
  }

  private Map<String, ConfigurationFile> files(TomlTable table) {
    Map<String, ConfigurationFile> files = new LinkedHashMap<>();
    for (Map.Entry<String, TomlTable> named : table.namedTables().entrySet()) {
      TomlTable file = named.getValue();
      files.put(
          named.getKey(),
          new ConfigurationFile(
              forEach(file),
              absolute(file, "path"),
              absolute(file, "template-path"),
              mode(file),
              inImage(file),
              file.position()));
      file.finish();
    }
    return files;
  }

  private static boolean inImage(TomlTable table) {
    boolean asked = table.bool("in-image", false);
    String path = table.optionalString("path").orElse("");
    if (asked && (table.has("for-each") || !path.startsWith("/etc/"))) {
      table.problem("in-image", "no single file below /etc", "leave it out");
    }
    return asked;
  }

  private static Optional<Key> forEach(TomlTable table) {
    Optional<String> key = table.optionalString("for-each");
    try {
      return key.map(Key::parse);
    } catch (KeyException e) {
      table.problem("for-each", String.valueOf(e.getMessage()), "write a setting's key");
      return Optional.empty();
    }
  }

  private static String absolute(TomlTable table, String key) {
    String path = table.string(key);
    if (!path.isEmpty() && !path.startsWith("/")) {
      table.problem(key, "'" + path + "' is no absolute path", "begin it with '/'");
    }
    return path;
  }

  private static int mode(TomlTable table) {
    String mode = table.optionalString("mode").orElse("0644");
    if (mode.length() == 4 && mode.chars().allMatch(c -> c >= '0' && c <= '7')) {
      return Integer.parseInt(mode, 8);
    }
    table.problem("mode", "'" + mode + "' is no mode", "write four octal digits, like \"0644\"");
    return 0;
  }
}
