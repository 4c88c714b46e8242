package dev.carafe.image.root;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.image.ImageException;
import dev.carafe.image.content.Content;
import dev.carafe.image.elf.ElfFile;
import dev.carafe.image.root.PackageFiles.Found;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Adds what loads the programs of a tree, the shared libraries that they are linked to, and what
/// those are linked to.
final class Libraries {
  private static final String OWNER = "libraries";

  private Libraries() {}

  static void complete(FileTree tree, PackageFiles packages) {
    Deque<TreeEntry> open = new ArrayDeque<>(tree.entries());
    // What a program brings itself, beside it, is not looked for.
    Set<String> seen = new HashSet<>();
    tree.entries().forEach(entry -> seen.add(entry.path().replaceFirst(".*/", "")));
    while (!open.isEmpty()) {
      if (open.pop() instanceof TreeEntry.RegularFile file) {
        elf(file)
            .ifPresent(elf -> {
              for (String name : elf.needed()) {
                if (seen.add(name)) {
                  add(tree, packages, found(packages.library(name), name, file), open);
                }
              }
              elf.interpreter()
                  .filter(seen::add)
                  .ifPresent(
                      path -> add(tree, packages, found(packages.file(path), path, file), open));
            });
      }
    }
  }

  private static Found found(Optional<Found> found, String name, TreeEntry user) {
    return found.orElseThrow(() -> new MissingLibraryException(name, user.path()));
  }

  private static void add(
      FileTree tree, PackageFiles packages, Found found, Deque<TreeEntry> open) {
    tree.put(found.toEntry(), OWNER);
    open.push(found.toEntry());
    if (found.toEntry() instanceof TreeEntry.Symlink) {
      String target = found.target();
      packages.of(found.deb().locked().name()).values().stream()
          .filter(candidate -> candidate.path().equals(target))
          .map(Found::toEntry)
          .forEach(entry -> {
            tree.put(entry, OWNER);
            open.push(entry);
          });
    }
  }

  private static Optional<ElfFile> elf(TreeEntry.RegularFile file) {
    if (!(file.content() instanceof Content.FileRange(Path source, long offset, long size))) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(source)) {
      return ElfFile.read(ByteSource.of(channel).slice(offset, size));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file.path() + ": " + e.getMessage(), e);
    }
  }

  /// A program is linked to a library that no package of the image has.
  static final class MissingLibraryException extends ImageException {
    private static final long serialVersionUID = 1L;

    MissingLibraryException(String library, String user) {
      super(
          "could not complete the image: /%s is linked to %s, which no package of the image has"
              .formatted(user, library));
    }
  }
}
