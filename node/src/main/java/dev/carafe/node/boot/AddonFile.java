package dev.carafe.node.boot;

import dev.carafe.settings.generation.FileDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The addon's place on the EFI system partition, where the boot stub looks for such as are for
/// every kernel.
///
/// Source:
/// [systemd-stub(7)](https://www.freedesktop.org/software/systemd/man/latest/systemd-stub.html),
/// "Companion Files".
record AddonFile(BootPartition partition) {
  private static final String FOLDER = "loader/addons";
  private static final String NAME = "carafe-settings.addon.efi";

  /// Not an addon by its name, should the power go before it is complete.
  private static final String UNFINISHED = "carafe-settings.new";

  /// Makes the addon what it should be, for good.
  ///
  /// @param wanted empty where there should be none
  /// @throws dev.carafe.node.NodeException where that was not possible
  void set(Optional<byte[]> wanted) {
    partition.change(
        "write " + FOLDER + "/" + NAME, mounted -> set(mounted.resolve(FOLDER), wanted));
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
      FatNames.rename(folder, UNFINISHED, NAME);
      directory.sync();
    }
  }
}
