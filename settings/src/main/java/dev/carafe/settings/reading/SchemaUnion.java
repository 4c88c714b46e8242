package dev.carafe.settings.reading;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.Suggestion;
import dev.carafe.settings.schema.About;
import dev.carafe.settings.schema.ConfigurationFile;
import dev.carafe.settings.schema.Entries;
import dev.carafe.settings.schema.Leaf;
import dev.carafe.settings.schema.ListOf;
import dev.carafe.settings.schema.Reshaping;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Service;
import dev.carafe.settings.schema.Setting;
import dev.carafe.settings.schema.Shape;
import dev.carafe.settings.schema.Table;
import dev.carafe.settings.schema.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Puts together what the components of a system declare. Two components may add to one table; a
/// setting, a service or a file belongs to one of them.
public final class SchemaUnion {
  private final List<Problem> problems;

  private SchemaUnion(List<Problem> problems) {
    this.problems = problems;
  }

  /// The schema of a system.
  ///
  /// @param problems where it is added what two components both declare, what services and files
  ///   are named and declared by none, and what files are written twice or never
  public static Schema of(List<Schema> schemas, List<Problem> problems) {
    return new SchemaUnion(problems).union(schemas);
  }

  private Schema union(List<Schema> schemas) {
    Table root = new Table(Map.of(), Optional.empty());
    Map<String, Service> services = new LinkedHashMap<>();
    Map<String, ConfigurationFile> files = new LinkedHashMap<>();
    List<Reshaping> reshapings = new ArrayList<>();
    for (Schema schema : schemas) {
      root = tables("settings", root, schema.root());
      schema
          .services()
          .forEach((name, service) -> put("service", name, service, Service::position, services));
      schema
          .files()
          .forEach((name, file) ->
              put("configuration file", name, file, ConfigurationFile::position, files));
      reshapings.addAll(schema.reshapings());
    }
    root = completed(root);
    checkServices(root, services.keySet());
    services.forEach((name, service) -> checkFiles(name, service, files.keySet()));
    checkPaths(files.values());
    Schema schema = new Schema(root, services, files, reshapings);
    files.forEach((name, file) -> checkUse(name, file, schema));
    return schema;
  }

  private <T> void put(
      String what, String name, T value, Function<T, Position> position, Map<String, T> into) {
    T first = into.putIfAbsent(name, value);
    if (first != null) {
      problems.add(
          new Problem(
              position.apply(value),
              "the " + what + " '" + name + "' is declared a second time",
              "rename one of them; the first is at " + position.apply(first)));
    }
  }

  private Table tables(String path, Table first, Table second) {
    Map<String, Setting> members = new LinkedHashMap<>(first.members());
    second
        .members()
        .forEach((name, setting) ->
            members.merge(name, setting, (a, b) -> settings(path + "." + name, a, b)));
    return new Table(members, others(path, first, second));
  }

  private Optional<Entries> others(String path, Table first, Table second) {
    if (first.others().isPresent() && second.others().isPresent()) {
      conflict(path + ".*", first.others().get().each(), second.others().get().each());
    }
    return first.others().or(second::others);
  }

  private Setting settings(String path, Setting first, Setting second) {
    if (first.shape() instanceof Table one && second.shape() instanceof Table other) {
      About about = first.about().description().isEmpty() ? second.about() : first.about();
      return new Setting(tables(path, one, other), about, first.position());
    }
    conflict(path, first, second);
    return first;
  }

  /// The same, where a table that has a name among those that users choose has what theirs have,
  /// but for what is declared of it otherwise.
  private static Table completed(Table table) {
    Map<String, Setting> members = new LinkedHashMap<>();
    table
        .members()
        .forEach((name, setting) -> members.put(name, completed(setting, table.others())));
    return new Table(members, table.others());
  }

  private static Setting completed(Setting setting, Optional<Entries> others) {
    if (!(setting.shape() instanceof Table own)) {
      return setting;
    }
    Map<String, Setting> members = new LinkedHashMap<>(own.members());
    About about = setting.about();
    if (others.isPresent() && others.get().each().shape() instanceof Table usual) {
      usual.members().forEach(members::putIfAbsent);
      about = about.description().isEmpty() ? others.get().each().about() : about;
    }
    return new Setting(completed(new Table(members, own.others())), about, setting.position());
  }

  private void conflict(String path, Setting first, Setting second) {
    problems.add(
        new Problem(
            second.position(),
            path + " is declared a second time",
            "the first is at " + first.position()));
  }

  private void checkServices(Shape shape, Set<String> known) {
    switch (shape) {
      case Leaf _ -> {}
      case ListOf list -> checkServices(list.element(), known);
      case Tuple tuple -> tuple.elements().forEach(element -> checkServices(element, known));
      case Table table -> {
        table.members().values().forEach(member -> checkServices(member, known));
        table.others().ifPresent(others -> checkServices(others.each(), known));
      }
    }
  }

  private void checkServices(Setting setting, Set<String> known) {
    for (String service : setting.about().services()) {
      if (!known.contains(service)) {
        Problem problem =
            new Problem(
                setting.position(),
                "no service '" + service + "'",
                Suggestion.instead(service, known));
        if (!problems.contains(problem)) {
          problems.add(problem); // members inherit it
        }
      }
    }
    checkServices(setting.shape(), known);
  }

  private void checkFiles(String service, Service declared, Set<String> known) {
    for (String file : declared.configurationFiles()) {
      if (!known.contains(file)) {
        problems.add(
            new Problem(
                declared.position(),
                "service '" + service + "' has no configuration file '" + file + "'",
                Suggestion.instead(file, known)));
      }
    }
  }

  /// Files for each of something have as many paths, which only a node knows.
  private void checkPaths(Collection<ConfigurationFile> files) {
    Map<String, ConfigurationFile> owners = new LinkedHashMap<>();
    for (ConfigurationFile file : files) {
      ConfigurationFile first =
          file.forEach().isPresent() ? null : owners.putIfAbsent(file.path(), file);
      if (first != null) {
        problems.add(
            new Problem(
                file.position(),
                file.path() + " is written by two configuration files",
                "let one of them write it; the first is at " + first.position()));
      }
    }
  }

  private void checkUse(String name, ConfigurationFile file, Schema schema) {
    boolean isUsed =
        schema.services().values().stream()
            .anyMatch(service -> service.configurationFiles().contains(name));
    if (!isUsed) {
      problems.add(
          new Problem(
              file.position(),
              "no service has the configuration file '" + name + "', so it is never written",
              "name it in configuration-files of the service that reads it"));
    }
    file.forEach()
        .filter(key -> schema.find(key).isEmpty())
        .ifPresent(key ->
            problems.add(
                new Problem(
                    file.position(),
                    "a file for each of " + key + ", and there is no such setting",
                    "write the key of a table or list of settings")));
  }
}
