package dev.carafe.image.fat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The tree that a list of files describes, in the order of the list.
///
/// @param path from the root on, empty for the root
record FatDirectory(String path, Map<String, FatDirectory> directories, List<FatFile> files) {

  static FatDirectory rootOf(List<FatFile> files) {
    FatDirectory root = named("");
    Map<String, FatFile> seen = new LinkedHashMap<>();
    for (FatFile file : files) {
      if (seen.put(file.path().toUpperCase(Locale.ROOT), file) != null) {
        throw new IllegalArgumentException("two files are called " + file.path());
      }
      root.add(file, file.path());
    }
    return root;
  }

  private static FatDirectory named(String path) {
    return new FatDirectory(path, new LinkedHashMap<>(), new ArrayList<>());
  }

  private void add(FatFile file, String rest) {
    int slash = rest.indexOf('/');
    if (slash < 0) {
      files.add(file);
    } else {
      String name = rest.substring(0, slash);
      String below = path.isEmpty() ? name : path + "/" + name;
      directories
          .computeIfAbsent(name.toUpperCase(Locale.ROOT), _ -> named(below))
          .add(file, rest.substring(slash + 1));
    }
  }

  static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
