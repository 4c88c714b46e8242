package dev.carafe.node.boot;

import dev.carafe.node.NodeException;
import dev.carafe.node.host.Mounts;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.SystemPartition;
import dev.carafe.node.host.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// The EFI system partition that this system was started from. It is mounted only while somebody
/// looks at it: a power cut then finds it clean.
///
/// @param root `/` on a node
record BootPartition(Path root, Processes processes) {

  /// What is done with it.
  ///
  /// @param <T> what is found
  @FunctionalInterface
  interface Look<T> {
    T at(Path partition) throws IOException;
  }

  /// How it is changed.
  @FunctionalInterface
  interface Change {
    void at(Path partition) throws IOException;
  }

  /// Looks at it.
  ///
  /// @param what the end of a message that begins with `could not`
  /// @throws NodeException where there is none, or it cannot be mounted
  /// @throws UncheckedIOException where it cannot be read
  <T> T read(String what, Look<T> look) {
    return mounts()
        .read(
            volume(),
            partition -> {
              try {
                return look.at(partition);
              } catch (IOException e) {
                throw failed(what, e);
              }
            });
  }

  /// Changes it. What is written is on it when this returns.
  ///
  /// @param what the end of a message that begins with `could not`
  /// @throws NodeException where there is none, or it cannot be mounted
  /// @throws UncheckedIOException where it cannot be written
  void change(String what, Change change) {
    mounts()
        .change(
            volume(),
            partition -> {
              try {
                change.at(partition);
              } catch (IOException e) {
                throw failed(what, e);
              }
            });
  }

  private Mounts mounts() {
    return new Mounts(root, processes);
  }

  private Volume volume() {
    Path device = new SystemPartition(root).device().orElseThrow(NoSystemPartitionException::new);
    return new Volume(device, "vfat", "");
  }

  private static UncheckedIOException failed(String what, IOException e) {
    return new UncheckedIOException("could not " + what + ": " + e.getMessage(), e);
  }

  /// The disk that the system is on has no system partition.
  static final class NoSystemPartitionException extends NodeException {
    private static final long serialVersionUID = 1L;

    NoSystemPartitionException() {
      super("could not find the EFI system partition: no partition 'esp' beside that of /usr");
    }
  }
}
