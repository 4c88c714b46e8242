package dev.carafe.image.root;

import dev.carafe.image.archive.DebEntry;
import dev.carafe.image.archive.DebPackage;
import dev.carafe.image.content.Content;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files of some packages by their place in a merged-`/usr` system, where `/bin`, `/sbin`,
/// `/lib` and `/lib64` are links into `/usr`.
final class PackageFiles {
  private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu/";

  private final NavigableMap<String, NavigableMap<String, Found>> byPackage = new TreeMap<>();
  private final Map<String, Found> libraries = new HashMap<>();

  PackageFiles(List<DebPackage> packages) {
    for (DebPackage deb : packages) {
      NavigableMap<String, Found> files = new TreeMap<>();
      for (DebEntry entry : deb.entries()) {
        Found found = new Found(deb, entry, merged(entry.path()));
        files.put(found.path(), found);
        if (found.path().startsWith(LIBRARIES) && found.path().contains(".so")) {
          libraries.putIfAbsent(found.path().substring(found.path().lastIndexOf('/') + 1), found);
        }
      }
      byPackage.put(deb.locked().name(), files);
    }
  }

  /// The names of the packages.
  Iterable<String> packages() {
    return byPackage.keySet();
  }

  /// A package's files by path.
  NavigableMap<String, Found> of(String packageName) {
    return byPackage.getOrDefault(packageName, new TreeMap<>());
  }

  /// The shared library that a program calls by this name.
  Optional<Found> library(String soname) {
    return Optional.ofNullable(libraries.get(soname));
  }

  /// The file that is at an absolute path, in whichever package.
  Optional<Found> file(String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    String place = merged(path.substring(1));
    return byPackage.values().stream()
        .flatMap(files -> Stream.ofNullable(files.get(place)))
        .findFirst();
  }

  private static String merged(String path) {
    for (String place : List.of("bin/", "sbin/", "lib/", "lib64/")) {
      if (path.startsWith(place)) {
        return "usr/" + path;
      }
    }
    return path;
  }

  /// One entry of one package.
  ///
  /// @param path its place in the merged system
  record Found(DebPackage deb, DebEntry entry, String path) {

    TreeEntry toEntry() {
      return switch (entry.type()) {
        case DIRECTORY -> new TreeEntry.Directory(path, 0755);
        case SYMLINK -> new TreeEntry.Symlink(path, entry.link());
        case FILE ->
            new TreeEntry.RegularFile(path, (entry.mode() & 0111) != 0 ? 0755 : 0644, content());
      };
    }

    Content content() {
      return new Content.FileRange(deb.tar(), entry.offset(), entry.size());
    }

    /// Where this link leads, within its own package.
    String target() {
      return merged(FileTree.follow(path, entry.link()));
    }
  }
}
