package dev.carafe.node;

import dev.carafe.node.api.Reconfiguration;
import dev.carafe.node.configuration.ConfigurationPlanner;
import dev.carafe.node.configuration.Configurator;
import dev.carafe.node.configuration.HugePages;
import dev.carafe.node.configuration.KernelFiles;
import dev.carafe.node.configuration.Preview;
import dev.carafe.node.configuration.Reaction;
import dev.carafe.node.configuration.SystemFiles;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.http.Event;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.provisioning.Generators;
import dev.carafe.node.provisioning.UserDataDocument;
import dev.carafe.node.settings.Commit;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.settings.StoreOpening;
import dev.carafe.node.settings.Trial;
import dev.carafe.node.settings.TrialRunningException;
import dev.carafe.node.settings.UserDataCommit;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Key;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.generation.GenerationStore;
import dev.carafe.settings.generation.NoSuchGenerationException;
import dev.carafe.settings.generation.StoreException;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import dev.carafe.settings.model.SettingsTree;
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

/// How the node comes to its settings and its host to its configuration: schema, store, user data,
/// files and services, in this order.
final class Configuration implements Reconfiguration {
  private static final String OF_SETTINGS = "settings";
  private static final String OF_HOST = "configuration";
  private static final String AUTHOR_OF_TRIAL = "trial";

  private final NodeSettings settings;
  private final SettingsReader reader;
  private final Configurator configurator;
  private final EventBroadcast events;
  private final Journal journal;
  private final Place place;
  private final StatusBoard board;
  private final Trial trial;

  private Configuration(
      NodeSettings settings,
      SettingsReader reader,
      Configurator configurator,
      Place place,
      StatusBoard board,
      EventBroadcast events,
      Journal journal) {
    this.settings = settings;
    this.reader = reader;
    this.configurator = configurator;
    this.place = place;
    this.board = board;
    this.events = events;
    this.journal = journal;
    this.trial = new Trial(place.settings().resolveSibling("trial"), this::revert);
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
      Map<String, Reaction> reactions,
      Processes processes,
      StatusBoard board,
      EventBroadcast events,
      Journal journal) {
    List<Problem> problems = new ArrayList<>();
    SettingsReader reader = NodeCheck.reader(schema, place);
    GenerationStore store = store(place, schema, processes, problems);
    SystemFiles system = new SystemFiles(place.root());
    KernelFiles kernel = new KernelFiles(place.root());
    Map<String, Reaction> all = new TreeMap<>(reactions);
    all.put("hugepages", new HugePages(kernel, journal));
    ConfigurationPlanner planner = new ConfigurationPlanner(schema, os, system);
    board.update(status -> status.withProblems(OF_SETTINGS, problems));
    problems.forEach(problem -> journal.warning(problem.toString()));
    return new Configuration(
        new NodeSettings(schema, reader, store),
        reader,
        new Configurator(planner, system, kernel, processes, all, journal),
        place,
        board,
        events,
        journal);
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

  Trial trial() {
    return trial;
  }

  /// Whether nothing was ever set.
  boolean isNew() {
    return settings.store().live().number() == 0;
  }

  /// Makes the values that nobody set.
  void generate(Generators generators) {
    settings.generate(generators::generate);
  }

  /// Takes over user data.
  void provision(List<UserDataDocument> documents, List<Problem> problems) {
    List<Problem> found = new ArrayList<>(problems);
    Path note = place.settings().resolveSibling("user-data.sha256");
    try {
      new UserDataCommit(settings, reader, note).commit(documents, found);
    } catch (IOException | StoreException e) {
      found.add(
          new Problem(
              new Position(note.toString(), 1, 1),
              "could not store user data: " + e.getMessage(),
              ""));
    }
    found.forEach(problem -> journal.warning(problem.toString()));
    board.update(status -> status.withProblems("user data", found));
  }

  /// Sets one setting, as the agent itself.
  ///
  /// @return why that could not be done
  Optional<String> set(Key key, String value, String author) {
    try {
      settings.drop(author);
      settings.stage(author, SettingsTree.empty().with(key, Json.of(value)).json(), author);
      trial
          .whileNone(() -> settings.commit(author, author))
          .ifPresent(commit -> committed(commit, author));
      return Optional.empty();
    } catch (ProblemsException | StoreException | TrialRunningException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// Makes all settings true on the host.
  void applyAll() {
    apply(List.copyOf(settings.schema().services().keySet()));
  }

  /// One at a time, from what holds when its turn comes: whoever applies last applies the newest.
  @Override
  public synchronized void apply(List<String> services) {
    List<Problem> problems = configurator.apply(settings.effective(), services);
    board.update(status -> status.withProblems(OF_HOST, problems));
  }

  @Override
  public Preview preview(SettingsTree tree, List<String> services) {
    return configurator.preview(tree, services);
  }

  @Override
  public void committed(Commit commit, String author) {
    List<Json> keys = commit.changedKeys().stream().map(key -> Json.of(key.toString())).toList();
    long generation = commit.generation().number();
    Json.Struct event =
        Json.object()
            .with("generation", generation)
            .with("author", author)
            .with("keys", Json.of(keys))
            .build();
    events.publish(
        Event.of("settings", JsonWriter.write(event)).withId(String.valueOf(generation)));
  }

  private void revert(long generation) {
    try {
      Commit commit = settings.rollback(generation, AUTHOR_OF_TRIAL);
      committed(commit, AUTHOR_OF_TRIAL);
      apply(settings.services(commit.changedKeys()));
    } catch (NoSuchGenerationException | StoreException e) {
      Problem problem =
          new Problem(
              new Position(place.settings().toString(), 1, 1),
              "could not take back the change on trial: " + e.getMessage(),
              "roll back by POST /v1/settings/rollback");
      board.update(status -> status.withProblems(AUTHOR_OF_TRIAL, List.of(problem)));
    }
  }
}
