package dev.carafe.node.configuration;

import dev.carafe.node.NodeException;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.model.SettingsTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes settings true on the host: writes the files that have changed, restarts what reads them,
/// and lets the agent's own parts know. What fails is said and does not keep the rest from
/// happening.
public final class Configurator {
  private final ConfigurationPlanner planner;
  private final SystemFiles system;
  private final KernelFiles kernel;
  private final Processes processes;
  private final Map<String, Reaction> reactions;
  private final Journal journal;

  /// The files of each service as they were applied last. Of those that stand for many, some may
  /// not be wanted any more.
  private final Map<String, List<PlannedFile>> applied = new TreeMap<>();

  /// @param reactions the agent's own, by the name of the service
  public Configurator(
      ConfigurationPlanner planner,
      SystemFiles system,
      KernelFiles kernel,
      Processes processes,
      Map<String, Reaction> reactions,
      Journal journal) {
    this.planner = planner;
    this.system = system;
    this.kernel = kernel;
    this.processes = processes;
    this.reactions = new TreeMap<>(reactions);
    this.journal = journal;
  }

  /// Applies settings to some services.
  ///
  /// @param settings with defaults
  /// @return what could not be done
  public synchronized List<Problem> apply(SettingsTree settings, Collection<String> services) {
    ConfigurationPlan plan = planner.plan(settings, services);
    List<Problem> problems = new ArrayList<>(plan.problems());
    Set<List<String>> commands = new LinkedHashSet<>();
    for (PlannedService service : plan.services()) {
      if (write(service, problems)) {
        commands.addAll(service.commands());
      }
    }
    commands.forEach(command -> run(command, problems));
    plan.services().forEach(service -> react(service.name(), settings, problems));
    problems.forEach(problem -> journal.warning(problem.toString()));
    return problems;
  }

  /// What [#apply] would do. Changes nothing.
  public synchronized Preview preview(SettingsTree settings, Collection<String> services) {
    ConfigurationPlan plan = planner.plan(settings, services);
    List<Preview.FileChange> changes = new ArrayList<>();
    Set<List<String>> commands = new LinkedHashSet<>();
    for (PlannedService service : plan.services()) {
      List<PlannedFile> files = new ArrayList<>(service.files());
      files.addAll(unwanted(service));
      List<Preview.FileChange> own = files.stream().flatMap(file -> change(file).stream()).toList();
      changes.addAll(own);
      if (!own.isEmpty() || service.files().isEmpty()) {
        commands.addAll(service.commands());
      }
    }
    return new Preview(changes, List.copyOf(commands), plan.problems());
  }

  private Optional<Preview.FileChange> change(PlannedFile file) {
    return file.isKernels() ? kernel.change(file) : system.change(file);
  }

  /// Writes the files of a service.
  ///
  /// @return whether it has to hear of it
  private boolean write(PlannedService service, List<Problem> problems) {
    boolean changed = service.files().isEmpty();
    List<PlannedFile> files = new ArrayList<>(service.files());
    files.addAll(unwanted(service));
    for (PlannedFile file : files) {
      changed |= write(file, problems);
    }
    applied.put(service.name(), service.files());
    return changed;
  }

  private List<PlannedFile> unwanted(PlannedService service) {
    List<String> wanted = service.files().stream().map(PlannedFile::path).toList();
    return applied.getOrDefault(service.name(), List.of()).stream()
        .filter(file -> !wanted.contains(file.path()))
        .map(PlannedFile::gone)
        .toList();
  }

  private boolean write(PlannedFile file, List<Problem> problems) {
    try {
      return file.isKernels() ? kernel.write(file) : system.write(file);
    } catch (IOException | UncheckedIOException e) {
      problems.add(
          failure(file.path(), "could not write " + file.path() + ": " + reason(e), file.name()));
      return false;
    }
  }

  private void run(List<String> command, List<Problem> problems) {
    try {
      List<String> words = new ArrayList<>(command);
      words.set(0, system.program(command.getFirst()));
      processes.run(words, "");
    } catch (ProgramFailedException e) {
      problems.add(failure(command.getFirst(), String.valueOf(e.getMessage()), ""));
    }
  }

  private void react(String service, SettingsTree settings, List<Problem> problems) {
    Reaction reaction = reactions.get(service);
    if (reaction == null) {
      return;
    }
    try {
      reaction.apply(settings);
    } catch (NodeException | UncheckedIOException e) {
      problems.add(failure(service, "could not apply the settings: " + e.getMessage(), ""));
    }
  }

  private static Problem failure(String source, String found, String file) {
    String instead = file.isEmpty() ? "" : "see the settings of the file '" + file + "'";
    return new Problem(new Position(source, 1, 1), found, instead);
  }

  /// What the system said; of some failures Java tells the path alone.
  private static String reason(Exception e) {
    return e instanceof NoSuchFileException
        ? "there is no such file"
        : e instanceof AccessDeniedException
            ? "the kernel does not allow it"
            : String.valueOf(e.getMessage());
  }
}
