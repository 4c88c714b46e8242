package dev.carafe.node.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The files of the host below one root, but for the kernel's. `/etc` is a layer in memory over the
/// image's own files.
///
/// @param root `/` on a node
public record SystemFiles(Path root) {
  private static final String FACTORY = "/usr/share/factory";
  private static final PosixFilePermission[] BITS = PosixFilePermission.values();

  /// A file's text.
  ///
  /// @throws UncheckedIOException where it cannot be read
  public String read(String path) {
    try {
      return Files.readString(at(path));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + path + ": " + e.getMessage(), e);
    }
  }

  /// The path of a program, of which commands may give the name alone.
  String program(String name) {
    if (name.startsWith("/")) {
      return at(name).toString();
    }
    Path administration = at("/usr/sbin/" + name);
    return (Files.isExecutable(administration) ? administration : at("/usr/bin/" + name))
        .toString();
  }

  /// The text that the image has for a path below `/etc`.
  Optional<String> base(String path) {
    String factory = FACTORY + path;
    return path.startsWith("/etc/") && Files.isRegularFile(at(factory))
        ? Optional.of(read(factory))
        : Optional.empty();
  }

  /// Makes a file what it should be.
  ///
  /// @return whether it was anything else
  /// @throws IOException where it cannot be written
  boolean write(PlannedFile file) throws IOException {
    Optional<String> text = file.text().or(() -> base(file.path()));
    return text.isPresent()
        ? writeWhole(file.path(), text.get(), file.mode())
        : Files.deleteIfExists(at(file.path()));
  }

  /// What [#write] would change; empty where the file is what it should be.
  Optional<Preview.FileChange> change(PlannedFile file) {
    Optional<String> before =
        Files.isReadable(at(file.path())) ? Optional.of(read(file.path())) : Optional.empty();
    Optional<String> after = file.text().or(() -> base(file.path()));
    return before.equals(after)
        ? Optional.empty()
        : Optional.of(new Preview.FileChange(file.path(), before, after));
  }

  /// Each file is there as a whole or not at all.
  private boolean writeWhole(String path, String text, int mode) throws IOException {
    Path file = at(path);
    if (Files.isRegularFile(file) && Files.readString(file).equals(text)) {
      return false;
    }
    Files.createDirectories(file.resolveSibling(""));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh);
    Files.setPosixFilePermissions(fresh, permissions(mode));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < BITS.length; i++) {
      if ((mode & (1 << (BITS.length - 1 - i))) != 0) {
        permissions.add(BITS[i]);
      }
    }
    return permissions;
  }

  private Path at(String path) {
    return root.resolve(path.substring(1));
  }
}
