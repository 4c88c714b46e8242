package dev.carafe.node;

import dev.carafe.node.boot.BootEntry;
import dev.carafe.node.health.FailedTrialFile;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.host.Processes;
import dev.carafe.node.metadata.Waiting;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.status.FailedGate;
import dev.carafe.node.status.FailedTrial;
import dev.carafe.node.status.GateStatus;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.update.AutomaticUpdates;
import dev.carafe.node.update.NoUpdates;
import dev.carafe.node.update.SystemImage;
import dev.carafe.node.update.UnsteadyWaiting;
import dev.carafe.node.update.UpdateHistory;
import dev.carafe.node.update.Updater;
import dev.carafe.node.update.Updates;
import dev.carafe.settings.generation.StoreException;
import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/// The updates of this node. Their parts are made when somebody asks for one of them, or when the
/// settings name a repository and the node has been ready for some minutes: to look at the disk
/// takes time, and the classes take memory.
final class NodeUpdates implements Updates {
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(2);

  private final Place place;
  private final Processes processes;
  private final DataPartition data;
  private final StatusBoard board;
  private final Journal journal;
  private final Runnable startAnew;
  private final Optional<Executor> executor;
  private Optional<UpdateParts> parts = Optional.empty();
  private Optional<Updates> opened = Optional.empty();
  private Optional<FailedTrial> failedTrial = Optional.empty();
  private Optional<String> evidence = Optional.empty();

  /// @param startAnew begins to start the machine anew, and returns
  NodeUpdates(
      Place place,
      Processes processes,
      DataPartition data,
      StatusBoard board,
      Journal journal,
      Runnable startAnew) {
    this(place, processes, data, board, journal, startAnew, Optional.empty());
  }

  /// @param executor carries out commands; empty for a thread of its own for each, which is made
  ///   only when one is asked for
  NodeUpdates(
      Place place,
      Processes processes,
      DataPartition data,
      StatusBoard board,
      Journal journal,
      Runnable startAnew,
      Optional<Executor> executor) {
    this.place = place;
    this.processes = processes;
    this.data = data;
    this.board = board;
    this.journal = journal;
    this.startAnew = startAnew;
    this.executor = executor;
  }

  /// Says what runs, and where it is set what is wanted. Nothing can be asked before.
  synchronized void use(OsRelease os, NodeSettings settings) {
    parts = Optional.of(new UpdateParts(place, processes, data, os, settings, journal));
  }

  /// Begins to do what the settings want by itself; returns at once.
  void begin() {
    recall();
    Thread.ofPlatform().daemon().name("updates").start(this::follow);
  }

  /// Looks why an earlier boot was given up, before that is forgotten.
  synchronized void recall() {
    try {
      failedTrial = new FailedTrialFile(place.failedTrial(), data).read();
    } catch (IOException | UncheckedIOException e) {
      journal.warning("could not read why an earlier boot was given up: " + e.getMessage());
    }
  }

  private void follow() {
    try {
      Optional<Updater> updater = Optional.empty();
      while (updater.isEmpty()) {
        Waiting.real().pause(BETWEEN_LOOKS);
        updater = wanted();
      }
      Waiting unsteady = new UnsteadyWaiting(Waiting.real(), new SplittableRandom());
      new AutomaticUpdates(updater.get(), startAnew, unsteady, journal).run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Updater> wanted() {
    try {
      return parts().policy().lacking().isEmpty() && opened() instanceof Updater updater
          ? Optional.of(updater)
          : Optional.empty();
    } catch (NodeException | UncheckedIOException | StoreException e) {
      journal.warning("updates: " + e.getMessage());
      return Optional.empty();
    }
  }

  private synchronized UpdateParts parts() {
    return parts.orElseThrow();
  }

  private synchronized Updates opened() {
    if (opened.isEmpty()) {
      opened = Optional.of(open());
    }
    return opened.get();
  }

  private Updates open() {
    Executor threads =
        executor.orElse(command -> Thread.ofPlatform().daemon().name("update").start(command));
    Optional<UpdateParts.Opened> made = parts().open(threads);
    if (made.isEmpty()) {
      return new NoUpdates(parts()::policy);
    }
    Updater updater = made.get().updater();
    made.get().slots().givenUp().ifPresent(entry -> tellOf(entry, made.get()));
    evidence.ifPresent(updater::blessed);
    return updater;
  }

  /// The machine has tried the other system, and gone back.
  private void tellOf(BootEntry entry, UpdateParts.Opened made) {
    Optional<SystemImage> other = made.slots().other();
    Optional<FailedTrial> said =
        failedTrial.filter(trial -> trial.entry().equalsIgnoreCase(entry.name()));
    other.ifPresent(system ->
        made.updater()
            .wentBack(
                system.rootHash(),
                said.map(FailedTrial::reason)
                    .orElse("the boot loader has tried it, and no boot of it was a good one"),
                said.map(trial -> log(trial.gates())).orElse(entry.file())));
  }

  private static String log(List<FailedGate> gates) {
    return gates.stream()
        .map(gate -> gate + "\n" + String.join("\n", gate.log()))
        .collect(Collectors.joining("\n"));
  }

  /// This boot has proved itself.
  synchronized void proved() {
    String gates =
        board.status().boot().stream()
            .flatMap(boot -> boot.gates().stream())
            .map(GateStatus::name)
            .collect(Collectors.joining(", "));
    evidence = Optional.of("gates passed: " + gates);
    if (opened.isPresent() && opened.get() instanceof Updater updater) {
      updater.blessed("gates passed: " + gates);
    }
  }

  @Override
  public void refresh() {
    opened().refresh();
  }

  @Override
  public void prepare() {
    opened().prepare();
  }

  @Override
  public void activate() {
    opened().activate();
  }

  @Override
  public void deactivate() {
    opened().deactivate();
  }

  @Override
  public void rollback() {
    opened().rollback();
  }

  @Override
  public Json.Struct status() {
    return opened().status();
  }

  @Override
  public Json.Struct plan() {
    return opened().plan();
  }

  @Override
  public UpdateHistory history() {
    return opened().history();
  }
}
