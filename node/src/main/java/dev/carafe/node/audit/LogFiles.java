package dev.carafe.node.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The files of a log: the one that is written, `audit.log`, and full ones by the number of their
/// last act, `audit-000000001234.log`. Only the owner can read them.
final class LogFiles {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String ENDING = ".log";
  private static final int DIGITS = 12;

  private final Path directory;
  private final Path current;
  private final String stem;

  LogFiles(Path current) {
    this.current = current;
    this.directory = Optional.ofNullable(current.toAbsolutePath().getParent()).orElse(current);
    String name = String.valueOf(current.getFileName());
    this.stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }

  FileChannel openCurrent() throws IOException {
    Files.createDirectories(directory, PRIVATE_DIRECTORY);
    FileChannel file =
        FileChannel.open(
            current,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PRIVATE_FILE);
    sync();
    return file;
  }

  /// Oldest first, the current one not among them.
  List<Path> full() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(this::isFull).sorted().toList();
    }
  }

  private boolean isFull(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(stem + "-")
        && name.endsWith(ENDING)
        && name.length() == stem.length() + 1 + DIGITS + ENDING.length();
  }

  /// Oldest first.
  List<Path> all() throws IOException {
    List<Path> files = new ArrayList<>(full());
    if (Files.exists(current)) {
      files.add(current);
    }
    return files;
  }

  /// Puts the current file aside and forgets the oldest ones.
  ///
  /// @param number of the last act in it
  void rotate(long number, int kept) throws IOException {
    String digits = Long.toString(number);
    Path full =
        directory.resolve(stem + "-" + "0".repeat(DIGITS - digits.length()) + digits + ENDING);
    Files.move(current, full, StandardCopyOption.ATOMIC_MOVE);
    List<Path> files = full();
    for (Path old : files.subList(0, Math.max(0, files.size() - kept))) {
      Files.delete(old);
    }
    sync();
  }

  private void sync() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
