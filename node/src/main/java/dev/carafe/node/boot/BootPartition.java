package dev.carafe.node.boot;

import dev.carafe.node.NodeException;
import dev.carafe.node.host.Mounts;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.SystemPartition;
import dev.carafe.node.host.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The EFI system partition that this system was started from. It is mounted only while somebody
/// looks at it: a power cut then finds it clean.
///
/// @param root `/` on a node
record BootPartition(Path root, Processes processes) {
  /// With which `fsck.fat` ends where there was something to mend.
  private static final int TO_MEND = 1;

  /// What it says where two names have the same blocks, as a rename leaves them that a power cut
  /// has broken off. It would take the content from one of them, which may be the kernel's; who
  /// renames takes away the wrong name.
  private static final String TWO_NAMES = "share clusters";

  /// What it makes of parts of files that no folder names any more.
  private static final String REMAINS = "FSCK[0-9]*.REC";

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

  /// Changes it. What is written is on it when this returns. What a power cut has left there half
  /// written is mended before: the kernel lets nothing be changed any more once it comes upon that.
  ///
  /// @param what the end of a message that begins with `could not`
  /// @throws NodeException where there is none, or it cannot be mounted
  /// @throws UncheckedIOException where it cannot be written
  void change(String what, Change change) {
    Volume volume = volume();
    mend(volume.device());
    mounts()
        .change(
            volume,
            partition -> {
              try {
                removeRemains(partition);
                change.at(partition);
              } catch (IOException e) {
                throw failed(what, e);
              }
            });
  }

  /// Source: [fsck.fat(8)](https://man7.org/linux/man-pages/man8/fsck.fat.8.html).
  private void mend(Path device) {
    if (check("-n", device).filter(found -> !found.contains(TWO_NAMES)).isPresent()) {
      var _ = check("-a", device);
    }
  }

  /// What there was to mend.
  private Optional<String> check(String how, Path device) {
    String program = root.resolve("usr/sbin/fsck.fat").toString();
    try {
      var _ = processes.run(List.of(program, how, device.toString()), "");
      return Optional.empty();
    } catch (ProgramFailedException e) {
      if (e.status().orElse(0) != TO_MEND) {
        throw e;
      }
      return Optional.of(e.toString());
    }
  }

  private static void removeRemains(Path partition) throws IOException {
    try (DirectoryStream<Path> remains = Files.newDirectoryStream(partition, REMAINS)) {
      for (Path part : remains) {
        Files.delete(part);
      }
    }
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
