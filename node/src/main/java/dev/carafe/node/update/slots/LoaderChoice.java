package dev.carafe.node.update.slots;

import dev.carafe.disk.verity.RootHash;
import dev.carafe.node.boot.BootEntry;
import dev.carafe.node.boot.KernelFolder;
import dev.carafe.node.boot.LoaderEntry;
import dev.carafe.node.update.FailedUpdateException;
import java.io.IOException;
import java.util.Optional;

/// Which of two systems the boot loader starts next, as the names of their kernel images say it.
///
/// It starts the newest of those that have tries left or have proved themselves. So the other
/// system's image gets a name with tries; where the loader would still prefer the one that runs, as
/// that is newer, it loses its tries: with `+0-0` it comes last, and is started all the same should
/// the other one fail.
record LoaderChoice(KernelFolder folder, RootHash running, RootHash other) {

  /// Lets it start the other system, for a trial. First that one's name is there for good; a cut
  /// between both leaves the choice as it was.
  ///
  /// @throws FailedUpdateException where it could not be brought to that
  void activate() throws IOException {
    StoredKernels kernels = StoredKernels.read(folder);
    Optional<BootEntry> entry = kernels.entry(other).map(LoaderEntry::entry);
    if (entry.isPresent()) {
      demandNotFailed(entry.get());
      rename(entry.get().file(), entry.get().onTrial().file());
    } else {
      KernelName name =
          kernels
              .staged(other)
              .orElseThrow(() ->
                  new FailedUpdateException(
                      "could not activate the other system: its kernel image is not whole"));
      rename(name.staged(), name.onTrial().file());
    }
    StoredKernels after = StoredKernels.read(folder);
    if (after.starts(running)) {
      BootEntry mine = runningEntry(after);
      rename(mine.file(), mine.condemned().file());
    }
    demand(startsOther(), "the other system");
  }

  /// Lets it start the system that runs.
  ///
  /// @throws FailedUpdateException where it could not be brought to that
  void deactivate() throws IOException {
    BootEntry mine = runningEntry(StoredKernels.read(folder));
    if (mine.isBad()) {
      rename(mine.file(), mine.pardoned().file());
    }
    Optional<BootEntry> first = StoredKernels.read(folder).entry(other).map(LoaderEntry::entry);
    if (first.isPresent() && startsOther()) {
      rename(first.get().file(), KernelName.of(first.get().file()).staged());
    }
    demand(!startsOther(), "the system that runs");
  }

  /// One that was tried, and never did well, is not tried again by its name alone.
  private static void demandNotFailed(BootEntry entry) {
    if (entry.hasFailed()) {
      throw new FailedUpdateException(
          "could not activate the other system: %s has failed; prepare it again to try it once more"
              .formatted(entry.file()));
    }
  }

  private BootEntry runningEntry(StoredKernels kernels) {
    return kernels
        .entry(running)
        .map(LoaderEntry::entry)
        .orElseThrow(() ->
            new FailedUpdateException(
                "could not find the kernel image of the system that runs, with usrhash="
                    + running));
  }

  private boolean startsOther() throws IOException {
    return StoredKernels.read(folder).starts(other);
  }

  /// Where a cut has left it with both names, the first is hidden: taken away, it would take the
  /// blocks of the second with it.
  private void rename(String from, String to) throws IOException {
    if (!from.equals(to)) {
      folder.rename(from, folder.names().contains(to) ? hidden(from) : to);
      folder.sync();
    }
  }

  private String hidden(String file) throws IOException {
    KernelName name = KernelName.of(file);
    return folder.names().contains(name.staged()) ? name.unfinished() : name.staged();
  }

  private void demand(boolean holds, String what) throws IOException {
    if (!holds) {
      String first =
          LoaderEntry.of(folder).stream()
              .findFirst()
              .map(entry -> entry.entry().file())
              .orElse("nothing");
      throw new FailedUpdateException(
          "could not let the boot loader start %s: it would start %s".formatted(what, first));
    }
  }
}
