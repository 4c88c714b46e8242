package dev.carafe.node.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// Mounts for a moment, by the programs `mount` and `umount`.
///
/// Source: [mount(8)](https://man7.org/linux/man-pages/man8/mount.8.html).
///
/// @param root below which are these programs and `/run`
public record Mounts(Path root, Processes processes) {
  /// Each kind has one folder to be mounted at.
  private static final Lock ONE_AT_A_TIME = new ReentrantLock();

  /// Reads a volume that stranger hands may have written: nothing on it can be run, be a device or
  /// be changed, and nobody else sees it meanwhile.
  ///
  /// @throws ProgramFailedException when it cannot be mounted
  public <T> T read(Volume volume, Function<Path, T> reading) {
    return use(volume, "ro", root.resolve("run/carafe/drive"), reading);
  }

  /// Changes a volume of this system's. What is written is on it when this returns.
  ///
  /// @throws ProgramFailedException when it cannot be mounted
  public void change(Volume volume, Consumer<Path> change) {
    var _ =
        use(
            volume,
            "rw",
            root.resolve("run/carafe/volume"),
            folder -> {
              change.accept(folder);
              return folder;
            });
  }

  private <T> T use(Volume volume, String access, Path folder, Function<Path, T> use) {
    ONE_AT_A_TIME.lock();
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      String options = access + ",nodev,nosuid,noexec";
      run("mount", "-t", volume.type(), "-o", options, volume.device(), folder);
      try {
        return use.apply(folder);
      } finally {
        run("umount", folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not make " + folder + ": " + e.getMessage(), e);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private void run(String program, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(root.resolve("usr/bin").resolve(program).toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    processes.run(command, "");
  }
}
