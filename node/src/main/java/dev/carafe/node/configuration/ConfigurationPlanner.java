package dev.carafe.node.configuration;

import dev.carafe.settings.Key;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.ConfigurationFile;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Service;
import dev.carafe.settings.template.Template;
import dev.carafe.settings.template.TemplateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Renders the configuration files of services. Changes nothing.
public final class ConfigurationPlanner {
  private final Schema schema;
  private final Json.Struct os;
  private final SystemFiles system;
  private final Map<String, Template> templates = new TreeMap<>();

  /// @param os what templates call `os`
  public ConfigurationPlanner(Schema schema, Json.Struct os, SystemFiles system) {
    this.schema = schema;
    this.os = os;
    this.system = system;
  }

  /// The plan for some services.
  ///
  /// @param settings with defaults
  public synchronized ConfigurationPlan plan(SettingsTree settings, Collection<String> services) {
    List<PlannedService> planned = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (String name : services) {
      Service service = schema.services().get(name);
      if (service != null) {
        planned.add(plan(name, service, settings, problems));
      }
    }
    return new ConfigurationPlan(planned, problems);
  }

  private PlannedService plan(
      String name, Service service, SettingsTree settings, List<Problem> problems) {
    List<PlannedFile> files = new ArrayList<>();
    for (String file : service.configurationFiles()) {
      ConfigurationFile declared = schema.files().get(file);
      if (declared != null) {
        addFiles(file, declared, settings, files, problems);
      }
    }
    return new PlannedService(name, files, service.restartCommands());
  }

  private void addFiles(
      String name,
      ConfigurationFile file,
      SettingsTree settings,
      List<PlannedFile> files,
      List<Problem> problems) {
    if (file.forEach().isEmpty()) {
      addFile(name, file, context(settings), files, problems);
      return;
    }
    for (Map.Entry<String, Json> member : members(settings, file.forEach().get()).entrySet()) {
      Json.Builder context =
          context(settings).with("key", member.getKey()).with("value", member.getValue());
      addFile(name, file, context, files, problems);
    }
  }

  private void addFile(
      String name,
      ConfigurationFile file,
      Json.Builder context,
      List<PlannedFile> files,
      List<Problem> problems) {
    try {
      String path =
          file.forEach().isEmpty()
              ? file.path()
              : Template.parse("path of " + name, file.path()).render(context.build());
      Optional<String> base = system.base(path);
      base.ifPresent(text -> context.with("base", text));
      String text = template(file.templatePath()).render(context.build());
      files.add(
          new PlannedFile(
              name, path, text.isBlank() ? Optional.empty() : Optional.of(text), file.mode()));
    } catch (TemplateException e) {
      problems.add(e.problem());
    }
  }

  private Json.Builder context(SettingsTree settings) {
    return Json.object().with("settings", settings.json()).with("os", os);
  }

  /// The members of a table, or the elements of a list by their indexes.
  private static Map<String, Json> members(SettingsTree settings, Key key) {
    Map<String, Json> members = new TreeMap<>();
    switch (settings.get(key).orElse(new Json.Null())) {
      case Json.Struct table -> members.putAll(table.members());
      case Json.Array(List<Json> elements) -> {
        for (int i = 0; i < elements.size(); i++) {
          members.put(String.valueOf(i), elements.get(i));
        }
      }
      case Json.Text _, Json.Numeral _, Json.Bool _, Json.Null _ -> {}
    }
    return members;
  }

  /// Read once: the image does not change under a running agent.
  private Template template(String path) {
    Template known = templates.get(path);
    if (known == null) {
      known = Template.parse(path, system.read(path));
      templates.put(path, known);
    }
    return known;
  }
}
