package dev.carafe.node.boot;

import dev.carafe.node.NodeException;
import dev.carafe.node.configuration.Reaction;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Processes;
import dev.carafe.node.settings.Note;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.model.SettingsTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Makes `settings.boot` true: the next kernel is started with it, and where that is wanted, a node
/// that was started with something else reboots by itself, once for one text.
///
/// The EFI system partition is looked at only where the command line that the kernel was started
/// with, and the note of what was last written, do not both say already what is wanted.
public final class BootSettings implements Reaction {
  private static final String OF = "boot";
  private static final String TEMPLATE = "usr/lib/carafe/boot/settings.addon.efi";

  private final Path root;
  private final Note note;
  private final OnceABoot reconciling;
  private final DataPartition data;
  private final AddonFile addon;
  private final StatusBoard board;
  private final Journal journal;
  private Optional<BootParameters> applied = Optional.empty();

  /// @param root `/` on a node
  /// @param note the file that tells what was last written
  /// @param data what keeps the note
  public BootSettings(
      Path root,
      Path note,
      DataPartition data,
      Processes processes,
      StatusBoard board,
      Journal journal) {
    this.root = root;
    this.note = new Note(note);
    this.reconciling = new OnceABoot(root.resolve("run/carafe/boot-reconciled"));
    this.data = data;
    this.addon = new AddonFile(new BootPartition(root, processes));
    this.board = board;
    this.journal = journal;
  }

  @Override
  public synchronized void apply(SettingsTree settings) {
    BootParameters wanted = BootParameters.read(settings);
    applied = Optional.empty();
    try {
      if (!wanted.text().isEmpty() && new SecureBoot(root).isOn()) {
        report(
            "Secure Boot is on: the firmware refuses the addon of the kernel image that would add"
                + " the parameters, for nobody has signed it",
            "write them into the variant's kernel.command-line, which is signed, and unset"
                + " boot.kernel-parameters and boot.init-parameters");
        return;
      }
      write(SettingsAddon.commandLine(wanted.text()));
      applied = Optional.of(wanted);
      if (next(wanted) == NextStep.GIVE_UP) {
        report(
            "the kernel was not started with what is set, though the node has rebooted for it",
            "see whether the firmware starts systemd's boot loader from the system's own disk");
      } else {
        board.update(status -> status.withProblems(OF, List.of()));
      }
    } catch (IOException | UncheckedIOException | NodeException e) {
      report("could not set what the kernel is started with: " + e.getMessage(), "");
    }
  }

  private void write(String commandLine) throws IOException {
    BootNote before = BootNote.read(note);
    if (before.commandLine().equals(commandLine) && startedWith().has(commandLine)) {
      return;
    }
    if (!before.commandLine().equals(commandLine)) {
      new BootNote(commandLine, false).write(note);
    }
    addon.set(
        commandLine.isEmpty()
            ? Optional.empty()
            : Optional.of(
                SettingsAddon.of(Files.readAllBytes(root.resolve(TEMPLATE)), commandLine)));
  }

  private StartedWith startedWith() throws IOException {
    Path file = root.resolve("proc/cmdline");
    return new StartedWith(Files.exists(file) ? Files.readString(file) : "");
  }

  /// Whether the node has to reboot before it does anything else. Asked once the settings are
  /// applied, by the first agent after the kernel's start: another one finds pods that run.
  public synchronized boolean demandsReboot() {
    try {
      return applied.isPresent() && reconciling.isDue() && demandsReboot(applied.get());
    } catch (IOException e) {
      report("could not tell whether to reboot: " + e.getMessage(), "");
      return false;
    }
  }

  private NextStep next(BootParameters wanted) throws IOException {
    return NextStep.decide(
        startedWith().has(SettingsAddon.commandLine(wanted.text())),
        wanted.rebootToReconcile(),
        BootNote.read(note).rebooted());
  }

  private boolean demandsReboot(BootParameters wanted) throws IOException {
    return switch (next(wanted)) {
      case NONE, GIVE_UP -> false;
      case WAIT -> {
        journal.info("the kernel's parameters are others from the next boot on");
        yield false;
      }
      case REBOOT -> isNoted(SettingsAddon.commandLine(wanted.text()));
    };
  }

  /// Without a note that is still there after the reboot, it would reboot again and again.
  private boolean isNoted(String commandLine) throws IOException {
    if (data.space().isEmpty()) {
      report("could not note a reboot without a data partition: the node does not reboot", "");
      return false;
    }
    new BootNote(commandLine, true).write(note);
    journal.info("the node reboots, for the kernel was started with other parameters than are set");
    return true;
  }

  private void report(String found, String instead) {
    Problem problem = new Problem(new Position("settings.boot", 1, 1), found, instead);
    journal.warning(problem.toString());
    board.update(status -> status.withProblems(OF, List.of(problem)));
  }
}
