package dev.carafe.image.tree;

import dev.carafe.image.content.Content;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The files of an image while it is put together, and which component brought each.
///
/// Modes are 0755 or 0644: nothing in an image can be setuid or setgid. Parents exist by
/// themselves.
public final class FileTree {
  private final NavigableMap<String, TreeEntry> entries = new TreeMap<>();
  private final Map<String, String> owners = new HashMap<>();

  /// A tree with nothing in it.
  public FileTree() {}

  /// Adds a directory.
  public void directory(String path, String owner) {
    put(new TreeEntry.Directory(path, 0755), owner);
  }

  /// Adds a file.
  public void file(String path, Content content, boolean executable, String owner) {
    put(new TreeEntry.RegularFile(path, executable ? 0755 : 0644, content), owner);
  }

  /// Adds a text file.
  public void text(String path, String text, String owner) {
    file(path, Content.of(text), false, owner);
  }

  /// Adds a symbolic link.
  public void link(String path, String target, String owner) {
    put(new TreeEntry.Symlink(path, target), owner);
  }

  /// Adds an entry.
  ///
  /// @throws CollisionException if another component has put something else at its path
  public void put(TreeEntry entry, String owner) {
    String path = entry.path();
    TreeEntry there = entries.get(path);
    if (there != null && !there.equals(entry)) {
      throw new CollisionException(path, owners.getOrDefault(path, "?"), owner);
    }
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String parent = path.substring(0, slash);
      entries.putIfAbsent(parent, new TreeEntry.Directory(parent, 0755));
    }
    entries.put(path, entry);
    owners.putIfAbsent(path, owner);
  }

  /// What stands at a path.
  public Optional<TreeEntry> find(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  /// Everything in the order of the paths, directories before what is in them.
  public List<TreeEntry> entries() {
    return List.copyOf(entries.values());
  }

  /// What is below a directory, as a tree of its own.
  public FileTree below(String directory) {
    String prefix = directory + "/";
    FileTree below = new FileTree();
    for (TreeEntry entry : entries.values()) {
      if (entry.path().startsWith(prefix)) {
        below.put(moved(entry, entry.path().substring(prefix.length())), directory);
      }
    }
    return below;
  }

  private static TreeEntry moved(TreeEntry entry, String path) {
    return switch (entry) {
      case TreeEntry.Directory(_, int mode) -> new TreeEntry.Directory(path, mode);
      case TreeEntry.Symlink(_, String target) -> new TreeEntry.Symlink(path, target);
      case TreeEntry.Fifo(_, int mode) -> new TreeEntry.Fifo(path, mode);
      case TreeEntry.RegularFile file ->
          new TreeEntry.RegularFile(path, file.mode(), file.content(), file.attributes());
    };
  }

  /// The path that a link at `from` with this target names, within the tree.
  public static String follow(String from, String target) {
    Path joined = Path.of("/" + from).resolveSibling(target).normalize();
    return joined.toString().substring(1);
  }
}
