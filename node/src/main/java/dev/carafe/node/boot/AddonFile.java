package dev.carafe.node.boot;

import dev.carafe.node.NodeException;
import dev.carafe.node.host.Mounts;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.SystemPartition;
import dev.carafe.node.host.Volume;
import dev.carafe.settings.generation.FileDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The addon's place on the EFI system partition, where the boot stub looks for such as are for
/// every kernel. The partition is mounted only while this looks at it.
///
/// Source:
/// [systemd-stub(7)](https://www.freedesktop.org/software/systemd/man/latest/systemd-stub.html),
/// "Companion Files".
///
/// @param root `/` on a node
record AddonFile(Path root, Processes processes) {
  private static final String FOLDER = "loader/addons";
  private static final String NAME = "carafe-settings.addon.efi";

  /// Not an addon by its name, should the power go before it is complete.
  private static final String UNFINISHED = "carafe-settings.new";

  /// Makes the addon what it should be, for good.
  ///
  /// @param wanted empty where there should be none
  /// @throws NodeException where that was not possible
  void set(Optional<byte[]> wanted) {
    Path device = new SystemPartition(root).device().orElseThrow(NoSystemPartitionException::new);
    new Mounts(root, processes)
        .change(
            new Volume(device, "vfat", ""),
            partition -> {
              try {
                set(partition.resolve(FOLDER), wanted);
              } catch (IOException e) {
                throw new UncheckedIOException(
                    "could not write " + FOLDER + "/" + NAME + ": " + e.getMessage(), e);
              }
            });
  }

  private static void set(Path folder, Optional<byte[]> wanted) throws IOException {
    Path file = folder.resolve(NAME);
    boolean there = Files.exists(file);
    if (wanted.isEmpty() && there) {
      FileDirectory directory = FileDirectory.open(folder);
      directory.delete(NAME);
      directory.sync();
    }
    if (wanted.isPresent() && !(there && Arrays.equals(Files.readAllBytes(file), wanted.get()))) {
      FileDirectory directory = FileDirectory.open(folder);
      directory.delete(UNFINISHED);
      directory.write(UNFINISHED, wanted.get());
      directory.rename(UNFINISHED, NAME);
      directory.sync();
    }
  }

  /// The disk that the system is on has no system partition.
  static final class NoSystemPartitionException extends NodeException {
    private static final long serialVersionUID = 1L;

    NoSystemPartitionException() {
      super("could not find the EFI system partition: no partition 'esp' beside that of /usr");
    }
  }
}
