package dev.carafe.image.tools;

import dev.carafe.image.archive.BadPackageException;
import dev.carafe.image.archive.DebEntry;
import dev.carafe.image.archive.DebFile;
import dev.carafe.image.archive.LockedPackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lays the files of packages out in a directory, for use by an ordinary user: owners are dropped,
/// every link leads to a place within the tree, and what nobody runs stays out.
final class Extraction {
  private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib64");
  private static final List<String> LEFT_OUT =
      List.of(
          "usr/share/doc/",
          "usr/share/man/",
          "usr/share/info/",
          "usr/share/locale/",
          "usr/share/lintian/",
          "usr/share/bash-completion/");

  private final Path tree;

  /// @param tree an empty directory
  Extraction(Path tree) throws IOException {
    this.tree = tree;
    for (String name : MERGED) {
      Files.createDirectories(tree.resolve("usr").resolve(name));
      Files.createSymbolicLink(tree.resolve(name), Path.of("usr", name));
    }
  }

  /// Lays out one package. Several may be laid out at once.
  void extract(LockedPackage locked, Path file) {
    Map<Long, Path> written = new HashMap<>();
    try {
      DebFile.read(file, (entry, content) -> extract(entry, content, written));
    } catch (IOException e) {
      throw new BadPackageException(locked.title(), e);
    }
  }

  private void extract(DebEntry entry, InputStream content, Map<Long, Path> written)
      throws IOException {
    if (MERGED.contains(entry.path()) || LEFT_OUT.stream().anyMatch(entry.path()::startsWith)) {
      return;
    }
    Path path = place(entry.path());
    switch (entry.type()) {
      case DIRECTORY -> Files.createDirectories(path);
      case SYMLINK -> link(path, entry.link());
      case FILE -> {
        Files.createDirectories(path.getParent());
        copy(entry, content, path, written);
      }
    }
  }

  /// A hard link's content was read already, where its target was written.
  private static void copy(DebEntry entry, InputStream content, Path path, Map<Long, Path> written)
      throws IOException {
    Path target = written.putIfAbsent(entry.offset(), path);
    if (target != null && entry.size() > 0) {
      Files.copy(target, path, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
    }
    String permissions = (entry.mode() & 0111) == 0 ? "rw-r--r--" : "rwxr-xr-x";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private void link(Path path, String target) throws IOException {
    Path absolute =
        target.startsWith("/")
            ? place(target.substring(1))
            : path.resolveSibling(target).normalize();
    if (!absolute.startsWith(tree)) {
      throw new IOException("expected a link within the tree, found " + path + " -> " + target);
    }
    Path directory = Files.createDirectories(path.resolveSibling(""));
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(path, directory.relativize(absolute));
    }
  }

  /// Where a path of a package is in the tree, whose `/bin` and the like are merged into `/usr`.
  private Path place(String path) {
    boolean merged = MERGED.stream().anyMatch(name -> path.startsWith(name + "/"));
    return (merged ? tree.resolve("usr") : tree).resolve(path).normalize();
  }
}
