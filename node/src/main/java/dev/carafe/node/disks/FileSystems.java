package dev.carafe.node.disks;

import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ProgramFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// File systems on disks: what is there, making them, and where they are mounted. Disks go by the
/// kernel's names, as in `/dev`.
///
/// Source: [mount(8)](https://man7.org/linux/man-pages/man8/mount.8.html),
/// [e2fsck(8)](https://man7.org/linux/man-pages/man8/e2fsck.8.html),
/// [systemd-growfs(8)](https://www.freedesktop.org/software/systemd/man/latest/systemd-makefs@.service.html).
///
/// @param root of the host, below which are the programs too
public record FileSystems(Path root, Processes processes) {
  /// Of e2fsck: it found errors and mended them.
  private static final OptionalInt MENDED = OptionalInt.of(1);

  private static final int NUMBER = 2;
  private static final int PLACE = 4;
  private static final int AFTER_SEPARATOR = 1;

  /// What is mounted somewhere.
  ///
  /// @param number the device's, such as `254:16`
  /// @param kind the kernel's name for it
  public record Mounted(String number, String kind) {}

  /// What is on a disk.
  ///
  /// @throws ProgramFailedException where it cannot be read
  public Contents contents(String disk) {
    return Contents.parse(
        processes.run(
            List.of(
                program("usr/sbin/wipefs"), "--noheadings", "--output", "TYPE,LABEL", path(disk)),
            ""));
  }

  /// Formats a disk, whatever is on it.
  public void make(FileSystemKind kind, String label, String disk) {
    run("usr/sbin/mkfs." + kind.word(), "-q", "-L", label, path(disk));
  }

  /// Mends what a machine's sudden end may have left. XFS does so when it is mounted.
  ///
  /// @throws ProgramFailedException where somebody has to look at it
  void check(FileSystemKind kind, String disk) {
    switch (kind) {
      case XFS -> {}
      case EXT4 -> {
        try {
          run("usr/sbin/e2fsck", "-p", path(disk));
        } catch (ProgramFailedException e) {
          if (!e.status().equals(MENDED)) {
            throw e;
          }
        }
      }
    }
  }

  /// Mounts a disk's file system at a folder, which is made where it is not there. No program on it
  /// has its owner's rights, and no file is a device.
  public void mount(String disk, Path place) {
    make(place);
    run("usr/bin/mount", "-o", "nodev,nosuid,noatime", path(disk), place.toString());
  }

  /// Puts a folder in the place of another, with all that is mounted in it.
  public void bind(Path source, Path target) {
    make(source);
    make(target);
    run("usr/bin/mount", "--rbind", source.toString(), target.toString());
    run("usr/bin/mount", "--make-rshared", target.toString());
  }

  /// @throws ProgramFailedException where it is in use
  void unmount(Path place) {
    run("usr/bin/umount", place.toString());
  }

  /// Takes away at once what is mounted there; who uses it keeps it.
  void detach(Path place) {
    run("usr/bin/umount", "--lazy", place.toString());
  }

  /// Makes a mounted file system as large as its disk is.
  void grow(Path place) {
    run("usr/lib/systemd/systemd-growfs", place.toString());
  }

  /// What is mounted at a folder, and is seen there.
  public Optional<Mounted> at(Path place) {
    Optional<Mounted> last = Optional.empty();
    try {
      for (String line : Files.readAllLines(root.resolve("proc/self/mountinfo"))) {
        String[] fields = line.split(" ", -1);
        if (fields[PLACE].equals(place.toString())) {
          int separator = Arrays.asList(fields).indexOf("-");
          last = Optional.of(new Mounted(fields[NUMBER], fields[separator + AFTER_SEPARATOR]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the mounts: " + e.getMessage(), e);
    }
    return last;
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("could not make " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String path(String disk) {
    return "/dev/" + disk;
  }

  private String program(String path) {
    return root.resolve(path).toString();
  }

  private void run(String program, String... words) {
    String[] command = new String[words.length + 1];
    command[0] = program(program);
    System.arraycopy(words, 0, command, 1, words.length);
    processes.run(List.of(command), "");
  }
}
