package dev.carafe.node.bootstrap;

import dev.carafe.node.bootstrap.Outcomes.Outcome;
import dev.carafe.node.host.Journal;
import dev.carafe.node.hostcontainers.Kind;
import dev.carafe.node.hostcontainers.NodesPod;
import dev.carafe.node.hostcontainers.PersistentFolders;
import dev.carafe.node.pods.Pod;
import dev.carafe.node.pods.PodEnd;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Key;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.model.SettingsTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Prepares the node at its boot, before any pod starts: first the commands, one after the other in
/// the order of their names, then the containers, all at once. Each is done once in a boot, however
/// often the agent starts; what settings want later in the boot is for the next one.
///
/// ```
///   commands ─┬─> containers ─┬─> pods
///             └─ essential ───┴─ essential one has failed ─> no pods, a problem says why
/// ```
public final class Bootstrap {
  private static final String OF = "bootstrap";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int TOLD = 3;
  private static final int NOTED = 20;

  /// What it needs of the node.
  public interface Node {
    /// What holds now.
    SettingsTree settings();

    /// Makes a request to the node's API.
    NodeApi.Answer call(ApiCall call);

    /// Runs pods to their end, and returns how they have ended, by their names.
    Map<String, PodEnd> run(List<Pod> pods, Duration patience) throws InterruptedException;

    /// Sets a mode to `off`, for good.
    ///
    /// @return why that could not be done
    Optional<String> switchOff(Key mode);
  }

  private final Node node;
  private final PersistentFolders folders;
  private final Path logs;
  private final Outcomes outcomes;
  private final StatusBoard board;
  private final Journal journal;
  private final Runnable debugFiles;
  private final List<Problem> problems = new ArrayList<>();

  /// @param logs where the runtime writes the logs of containers
  /// @param outcomes the folder in memory that tells what has been done in this boot
  /// @param debugFiles mounts the kernel's files for those who debug it
  public Bootstrap(
      Node node,
      PersistentFolders folders,
      Path logs,
      Path outcomes,
      StatusBoard board,
      Journal journal,
      Runnable debugFiles) {
    this.node = node;
    this.folders = folders;
    this.logs = logs;
    this.outcomes = new Outcomes(outcomes);
    this.board = board;
    this.journal = journal;
    this.debugFiles = debugFiles;
  }

  /// Whether settings want anything of this.
  public static boolean isWanted(SettingsTree settings) {
    return settings.get(BootstrapContainer.SETTINGS).isPresent()
        || settings.get(BootstrapCommand.SETTINGS).isPresent();
  }

  /// Has settings that come later in this boot wait for the next one, as nothing is wanted.
  public static void skip(Path outcomes) {
    new Outcomes(outcomes).complete();
  }

  /// What is to become of the pods.
  public enum Verdict {
    /// They start.
    GO_ON,
    /// They do not start in this boot.
    HOLD
  }

  /// Does everything that is to be done, and tells what went wrong.
  public Verdict run() throws InterruptedException {
    try {
      Verdict verdict = runCommands();
      if (verdict == Verdict.GO_ON) {
        verdict = runContainers();
      }
      outcomes.complete();
      return verdict;
    } catch (UncheckedIOException e) {
      report(Key.of(OF), "the node could not be prepared: " + e.getMessage(), true);
      return Verdict.HOLD;
    }
  }

  private Verdict runCommands() {
    for (BootstrapCommand command : BootstrapCommand.read(node.settings())) {
      Key key = BootstrapCommand.SETTINGS.child(command.name());
      String what = key.toString();
      Optional<Outcome> known = outcomes.of(what);
      if (known.isEmpty() && outcomes.areComplete()) {
        continue;
      }
      boolean ends = false;
      Outcome outcome;
      if (known.isPresent()) {
        outcome = known.get();
      } else {
        journal.info("runs the bootstrap commands " + command.name());
        Done done = run(command);
        outcome = done.outcome();
        ends = done.endsMachine();
        conclude(key, command.mode(), outcome);
      }
      outcome
          .failure()
          .ifPresent(
              why -> report(key, "the bootstrap commands failed: " + why, command.essential()));
      if (ends || (command.essential() && outcome.failure().isPresent())) {
        return Verdict.HOLD;
      }
    }
    return Verdict.GO_ON;
  }

  /// @param endsMachine whether the machine starts anew
  private record Done(Outcome outcome, boolean endsMachine) {}

  /// The first that fails is the last. Arguments are not told: a setting may be a secret.
  private Done run(BootstrapCommand command) {
    int number = 0;
    for (List<String> words : command.commands()) {
      number++;
      String name = "command " + number + ", " + String.join(" ", words.subList(0, 2));
      try {
        for (ApiCall call : ApiclientCommand.calls(words)) {
          NodeApi.Answer answer = node.call(call);
          if (!answer.good()) {
            return new Done(Outcome.failed(name + ": " + answer.text()), false);
          }
          if (call.endsMachine()) {
            return new Done(Outcome.GOOD, true);
          }
        }
      } catch (BadCommandException e) {
        return new Done(Outcome.failed(name + ": " + e.getMessage()), false);
      }
    }
    return new Done(Outcome.GOOD, false);
  }

  private Verdict runContainers() throws InterruptedException {
    Map<String, BootstrapContainer> containers = new TreeMap<>();
    List<Pod> pods = new ArrayList<>();
    for (BootstrapContainer container : BootstrapContainer.read(node.settings())) {
      containers.put(container.name(), container);
      if (outcomes.of(key(container).toString()).isEmpty() && !outcomes.areComplete()) {
        prepare(container).ifPresent(pods::add);
      }
    }
    Map<String, PodEnd> ends = pods.isEmpty() ? Map.of() : run(pods);
    Verdict verdict = Verdict.GO_ON;
    for (BootstrapContainer container : containers.values()) {
      Key key = key(container);
      Optional<PodEnd> end = Optional.ofNullable(ends.get(Kind.BOOTSTRAP.pod(container.name())));
      if (end.isPresent()) {
        conclude(key, container.mode(), outcome(container.name(), end.get()));
      }
      Optional<String> failure = outcomes.of(key.toString()).flatMap(Outcome::failure);
      failure.ifPresent(
          why -> report(key, "the bootstrap container failed: " + why, container.essential()));
      if (container.essential() && failure.isPresent()) {
        verdict = Verdict.HOLD;
      }
    }
    return verdict;
  }

  private Map<String, PodEnd> run(List<Pod> pods) throws InterruptedException {
    debugFiles.run();
    return node.run(pods, PATIENCE);
  }

  private static Key key(BootstrapContainer container) {
    return BootstrapContainer.SETTINGS.child(container.name());
  }

  /// What the container finds when it starts; without it, it does not.
  private Optional<Pod> prepare(BootstrapContainer container) {
    String what = key(container).toString();
    try {
      folders.make(Kind.BOOTSTRAP, container.name(), container.userData());
      if (outcomes.begins(what)) {
        words(container.name()).forget();
      }
      journal.info("runs the bootstrap container " + container.name());
      return Optional.of(
          NodesPod.ofBootstrap(container.name(), container.source(), container.command(), folders));
    } catch (IOException | UncheckedIOException e) {
      outcomes.note(what, Outcome.failed(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private LastWords words(String name) {
    return new LastWords(logs.resolve(Kind.BOOTSTRAP.pod(name)).resolve(name).resolve("0.log"));
  }

  private Outcome outcome(String name, PodEnd end) {
    return switch (end) {
      case PodEnd.NotRun(String why) -> Outcome.failed(why);
      case PodEnd.Exited(int code, String _) when code == 0 -> Outcome.GOOD;
      case PodEnd.Exited(int code, String reason) -> {
        List<String> said = words(name).read(NOTED);
        said.forEach(line -> journal.warning("bootstrap container " + name + ": " + line));
        String last =
            String.join(" / ", said.subList(Math.max(0, said.size() - TOLD), said.size()));
        yield Outcome.failed(
            "it ended with "
                + code
                + " ("
                + reason
                + ")"
                + (last.isEmpty() ? " and said nothing" : ", and said last: " + last));
      }
    };
  }

  /// Remembers how something ended: in this boot, and for good where once is enough.
  private void conclude(Key key, Mode mode, Outcome outcome) {
    if (outcome.failure().isEmpty() && mode == Mode.ONCE) {
      node.switchOff(key.child("mode"))
          .ifPresent(why ->
              report(key, "it has succeeded and will run again at the next boot: " + why, false));
    }
    outcomes.note(key.toString(), outcome);
  }

  private void report(Key key, String found, boolean holds) {
    Problem problem =
        new Problem(
            new Position(key.toString(), 1, 1),
            found,
            holds
                ? "no pod starts in this boot: mend it, or set its mode to off, and reboot"
                : "mend it, or set its mode to off");
    journal.warning(problem.toString());
    problems.add(problem);
    board.update(status -> status.withProblems(OF, problems));
  }
}
