package dev.carafe.node.update;

import static dev.carafe.node.update.SampleUpdates.NOW;
import static dev.carafe.node.update.SampleUpdates.RUNNING;
import static dev.carafe.node.update.SampleUpdates.channel;
import static dev.carafe.node.update.SampleUpdates.release;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.Journal;
import dev.carafe.settings.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/// A node on 1.2.0 to which 1.3.0 is offered. Commands have ended when they return, unless a test
/// holds them.
final class UpdatedNode {
  private final FakeRepository repository = new FakeRepository(channel(release("1.3.0", '3')));
  private final FakeSlots slots = new FakeSlots(RUNNING);
  private final FlakyDirectory disk = new FlakyDirectory();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private UpdatePolicy policy = SampleUpdates.policy();
  private Instant now = NOW;
  private Updater updater = open(Runnable::run);

  private Updater open(Executor executor) {
    return Updater.open(
        repository,
        slots,
        new UpdateStore(disk),
        () -> policy,
        () -> now,
        executor,
        new Journal(new PrintStream(said, true, UTF_8)));
  }

  /// The agent starts again.
  void restart() {
    updater = open(Runnable::run);
  }

  /// The agent starts again, and its commands wait.
  void holdCommands() {
    updater = open(held::add);
  }

  /// The command that has waited longest ends.
  void runCommand() {
    held.remove().run();
  }

  Updater updater() {
    return updater;
  }

  FakeRepository repository() {
    return repository;
  }

  FakeSlots slots() {
    return slots;
  }

  FlakyDirectory disk() {
    return disk;
  }

  String said() {
    return said.toString(UTF_8);
  }

  void policy(UpdatePolicy next) {
    policy = next;
  }

  void now(Instant next) {
    now = next;
  }

  void ask(UpdateCommand command) {
    switch (command) {
      case REFRESH -> updater.refresh();
      case PREPARE -> updater.prepare();
      case ACTIVATE -> updater.activate();
      case DEACTIVATE -> updater.deactivate();
      case ROLLBACK -> updater.rollback();
    }
  }

  /// What is asked first, so that updates are in a state.
  void bring(String state) {
    List<UpdateCommand> way =
        List.of(UpdateCommand.REFRESH, UpdateCommand.PREPARE, UpdateCommand.ACTIVATE);
    int steps = List.of("Idle", "Available", "Staged", "Ready").indexOf(state);
    way.subList(0, steps).forEach(this::ask);
    if (steps > 0) {
      assertThat(state()).isEqualTo(state);
    }
  }

  String state() {
    return updater.status().text("update_state").orElseThrow();
  }

  /// How the last command ended.
  Json.Struct last() {
    return (Json.Struct) updater.status().member("most_recent_command").orElseThrow();
  }

  Json.Struct choice() {
    return (Json.Struct) updater.plan().member("choice").orElseThrow();
  }

  Attempt lastAttempt() {
    return updater.history().attempts().getLast();
  }
}
