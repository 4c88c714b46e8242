package dev.carafe.lab.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Texts by their paths, which can be listed like a file system's.
final class Values {
  private final SortedMap<String, String> texts = new TreeMap<>();

  void put(String path, String text) {
    texts.put(path, text);
  }

  /// A text, or the names in a folder, one a line, those of folders with a slash.
  ///
  /// @param path without a slash at its start
  Optional<String> get(String path) {
    String text = texts.get(path);
    return text == null ? list(path) : Optional.of(text);
  }

  private Optional<String> list(String path) {
    String folder = path.isEmpty() || path.endsWith("/") ? path : path + "/";
    List<String> names = new ArrayList<>();
    for (String below : texts.tailMap(folder).keySet()) {
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
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", names));
  }
}
