package dev.carafe.node.boot;

import dev.carafe.node.host.Processes;
import dev.carafe.settings.generation.FileDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The boot loader's entries, and what it is told about the one that was started: by the name of
/// its file, which is all that the loader looks at.
///
/// A file gets another name and never a second one: with two, the loader would take the one for
/// another kernel than the other, and whoever removed one would free the blocks of both.
public final class BootLoader {
  private static final String FOLDER = "EFI/Linux";

  private final BootPartition partition;
  private final LoaderVariables variables;

  /// @param root `/` on a node
  public BootLoader(Path root, Processes processes) {
    this.partition = new BootPartition(root, processes);
    this.variables = new LoaderVariables(root);
  }

  /// Whether the loader counts this boot, whatever became of it since.
  public boolean counts() {
    return variables.counted().isPresent();
  }

  /// Looks at the entries; empty where this system was not started by the loader.
  ///
  /// @throws dev.carafe.node.NodeException where the system partition cannot be mounted
  /// @throws java.io.UncheckedIOException where it cannot be read
  public Optional<Boot> look() {
    Optional<BootEntry> counted = variables.counted();
    Optional<BootEntry> selected = variables.selected();
    return counted.isEmpty() && selected.isEmpty()
        ? Optional.empty()
        : Optional.of(Boot.of(counted, selected, entries()));
  }

  private List<BootEntry> entries() {
    return partition.read(
        "list " + FOLDER,
        mounted -> {
          try (Stream<Path> files = Files.list(mounted.resolve(FOLDER))) {
            return files
                .map(file -> String.valueOf(file.getFileName()))
                .sorted()
                .flatMap(file -> BootEntry.of(file).stream())
                .toList();
          }
        });
  }

  /// Says that this boot was a good one: from now on the loader starts its entry without counting.
  ///
  /// @return the boot as it is then
  /// @throws dev.carafe.node.NodeException where the system partition cannot be mounted
  /// @throws java.io.UncheckedIOException where it cannot be written
  public Boot bless(Boot boot) {
    boot.entry().ifPresent(entry -> rename(entry, entry.blessed()));
    return boot.blessed();
  }

  /// Says that this boot was a bad one: the loader starts its entry again only where there is no
  /// better one.
  ///
  /// @throws dev.carafe.node.NodeException where the system partition cannot be mounted
  /// @throws java.io.UncheckedIOException where it cannot be written
  public void condemn(Boot boot) {
    boot.entry().ifPresent(entry -> rename(entry, entry.condemned()));
  }

  private void rename(BootEntry from, BootEntry to) {
    partition.change(
        "rename " + FOLDER + "/" + from.file() + " to " + to.file(),
        mounted -> rename(mounted.resolve(FOLDER), from.file(), to.file()));
  }

  private static void rename(Path folder, String from, String to) throws IOException {
    if (!Files.exists(folder.resolve(to))) {
      FatNames.rename(folder, from, to);
      FileDirectory.open(folder).sync();
    }
  }
}
