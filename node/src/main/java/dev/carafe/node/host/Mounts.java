package dev.carafe.node.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Mounts for a moment, by the programs `mount` and `umount`.
///
/// Source: [mount(8)](https://man7.org/linux/man-pages/man8/mount.8.html).
///
/// @param root below which are these programs and `/run`
public record Mounts(Path root, Processes processes) {

  /// Reads a volume that stranger hands may have written: nothing on it can be run, be a device or
  /// be changed, and nobody else sees it meanwhile.
  ///
  /// @throws ProgramFailedException when it cannot be mounted
  public <T> T read(Volume volume, Function<Path, T> reading) {
    Path folder = root.resolve("run/carafe/drive");
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      run("mount", "-t", volume.type(), "-o", "ro,nodev,nosuid,noexec", volume.device(), folder);
      try {
        return reading.apply(folder);
      } finally {
        run("umount", folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not make " + folder + ": " + e.getMessage(), e);
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
