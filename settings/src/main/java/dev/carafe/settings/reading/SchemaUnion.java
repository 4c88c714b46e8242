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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts together what the components of a system declare. Two components may add to one table; a
/// setting, a service or a file belongs to one of them.
public final class SchemaUnion {
  private final List<Problem> problems;

  private SchemaUnion(List<Problem> problems) {
    this.problems = problems;
  }

  /// The schema of a system.
  ///
  /// @param problems where it is added what two components both declare, and what services and
  ///   files are named and declared by none
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
      schema.services().forEach((name, service) -> put("service", name, service, services));
      schema.files().forEach((name, file) -> put("configuration file", name, file, files));
      reshapings.addAll(schema.reshapings());
    }
    root = completed(root);
    checkServices(root, services.keySet());
    services.forEach((name, service) -> checkFiles(name, service, files.keySet()));
    return new Schema(root, services, files, reshapings);
  }

  private <T> void put(String what, String name, T value, Map<String, T> into) {
    if (into.put(name, value) != null) {
      problems.add(
          new Problem(
              new Position("settings", 1, 1),
              "two components declare the " + what + " '" + name + "'",
              "rename one of them"));
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
                new Position("settings", 1, 1),
                "service '" + service + "' has no configuration file '" + file + "'",
                Suggestion.instead(file, known)));
      }
    }
  }
}
