package dev.carafe.lab.metadata;

import dev.carafe.image.content.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Contents by their paths, which can be listed like a file system's.
final class Values {
  private final SortedMap<String, Content> contents = new TreeMap<>();

  void put(String path, Content content) {
    contents.put(path, content);
  }

  /// What is there, or the names in a folder, one a line, those of folders with a slash.
  ///
  /// @param path without a slash at its start
  Optional<Content> get(String path) {
    Content content = contents.get(path);
    return content == null ? list(path) : Optional.of(content);
  }

  private Optional<Content> list(String path) {
    String folder = path.isEmpty() || path.endsWith("/") ? path : path + "/";
    List<String> names = new ArrayList<>();
    for (String below : contents.tailMap(folder).keySet()) {
      if (!below.startsWith(folder)) {
        break;
      }
      String rest = below.substring(folder.length());
      int slash = rest.indexOf('/');
      String name = slash < 0 ? rest : rest.substring(0, slash + 1);
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(Content.of(String.join("\n", names)));
  }
}
