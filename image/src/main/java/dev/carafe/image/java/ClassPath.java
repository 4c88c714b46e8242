package dev.carafe.image.java;

import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The jars of a program by where they stand on the node, in the order of their names: the virtual
/// machine refuses a class-data archive that was made of another order.
///
/// @param places path without a leading `/` -> file
record ClassPath(NavigableMap<String, Path> places) {

  static ClassPath of(List<Path> jars, String folder) {
    NavigableMap<String, Path> places = new TreeMap<>();
    for (Path jar : jars) {
      Path other = places.put(folder + "/" + jar.getFileName(), jar);
      if (other != null) {
        throw new SameJarNameException(other, jar);
      }
    }
    return new ClassPath(places);
  }

  List<Path> jars() {
    return List.copyOf(places.values());
  }

  /// As `-cp` takes it.
  ///
  /// @param root what stands before each path: `/` on the node
  String text(String root) {
    return places.keySet().stream().map(root::concat).collect(Collectors.joining(":"));
  }
}
