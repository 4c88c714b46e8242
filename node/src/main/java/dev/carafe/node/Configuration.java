package dev.carafe.node;

import dev.carafe.node.configuration.ConfigurationPlanner;
import dev.carafe.node.configuration.Configurator;
import dev.carafe.node.configuration.HugePages;
import dev.carafe.node.configuration.KernelFiles;
import dev.carafe.node.configuration.Reaction;
import dev.carafe.node.configuration.SystemFiles;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.pods.PodRule;
import dev.carafe.node.provisioning.UserDataDocument;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.settings.StoreOpening;
import dev.carafe.node.settings.UserDataCommit;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.generation.GenerationStore;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.reading.CompiledSchema;
import dev.carafe.settings.reading.SettingsReader;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// How the node comes to its settings and its host to its configuration: schema, store, user data,
/// files and services, in this order.
final class Configuration {
  private static final String OF_SETTINGS = "settings";
  private static final String OF_HOST = "configuration";

  private final NodeSettings settings;
  private final SettingsReader reader;
  private final Configurator configurator;
  private final ConfigurationPlanner planner;
  private final Place place;
  private final StatusBoard board;

  private Configuration(
      NodeSettings settings,
      SettingsReader reader,
      ConfigurationPlanner planner,
      Configurator configurator,
      Place place,
      StatusBoard board) {
    this.settings = settings;
    this.reader = reader;
    this.planner = planner;
    this.configurator = configurator;
    this.place = place;
    this.board = board;
  }

  /// The schema that the image was built with.
  static Schema schema(Place place) {
    return CompiledSchema.read(
        new SystemFiles(place.root()).read("/usr/share/carafe/settings.json"));
  }

  static Configuration open(
      Place place,
      Schema schema,
      Json.Struct os,
      Function<String, Optional<Json>> generator,
      Map<String, Reaction> reactions,
      Processes processes,
      StatusBoard board,
      Journal journal) {
    List<Problem> problems = new ArrayList<>();
    SettingsReader reader = new SettingsReader(schema, List.of(new PodRule(place.agentPorts())));
    GenerationStore store = store(place, schema, processes, problems);
    SystemFiles system = new SystemFiles(place.root());
    KernelFiles kernel = new KernelFiles(place.root());
    Map<String, Reaction> all = new TreeMap<>(reactions);
    all.put("hugepages", new HugePages(kernel, journal));
    ConfigurationPlanner planner = new ConfigurationPlanner(schema, os, system);
    board.update(status -> status.withProblems(OF_SETTINGS, problems));
    problems.forEach(problem -> journal.warning(problem.toString()));
    return new Configuration(
        new NodeSettings(schema, reader, store, generator),
        reader,
        planner,
        new Configurator(planner, system, kernel, processes, all, journal),
        place,
        board);
  }

  /// The data partition is waited for, for it is made while the agent starts.
  private static GenerationStore store(
      Place place, Schema schema, Processes processes, List<Problem> problems) {
    try {
      new SystemManager(place.systemctl(), processes).start("var.mount");
      return StoreOpening.open(place.settings(), schema, problems);
    } catch (ProgramFailedException e) {
      problems.add(
          new Problem(
              new Position(place.data().toString(), 1, 1),
              "there is no data partition, settings are kept in memory: " + e.getMessage(),
              ""));
      return StoreOpening.inMemory(schema);
    }
  }

  NodeSettings settings() {
    return settings;
  }

  ConfigurationPlanner planner() {
    return planner;
  }

  /// Takes over user data.
  void provision(List<UserDataDocument> documents, List<Problem> problems, Journal journal) {
    List<Problem> found = new ArrayList<>(problems);
    Path note = place.settings().resolveSibling("user-data.sha256");
    try {
      new UserDataCommit(settings, reader, note).commit(documents, found);
    } catch (IOException | dev.carafe.settings.generation.StoreException e) {
      found.add(
          new Problem(
              new Position(note.toString(), 1, 1),
              "could not store user data: " + e.getMessage(),
              ""));
    }
    found.forEach(problem -> journal.warning(problem.toString()));
    board.update(status -> status.withProblems("user data", found));
  }

  /// Makes all settings true on the host.
  void applyAll() {
    apply(List.copyOf(settings.schema().services().keySet()));
  }

  /// Makes the settings of some services true on the host.
  ///
  /// @return what could not be done
  List<Problem> apply(List<String> services) {
    List<Problem> problems = configurator.apply(settings.effective(), services);
    board.update(status -> status.withProblems(OF_HOST, problems));
    return problems;
  }
}
