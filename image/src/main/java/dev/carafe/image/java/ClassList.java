package dev.carafe.image.java;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The list of the classes that go into an archive: the program's own, by its name, or else the
/// JDK's list of what most programs load, and all classes of the program. It is an input; a list
/// taken from a run would differ from run to run.
final class ClassList {
  private static final String CLASS = ".class";

  private ClassList() {}

  /// @param application whose own list a jar has in `META-INF/carafe`
  static List<String> of(String application, List<Path> jars, Path otherwise) throws IOException {
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        ZipEntry entry = zip.getEntry("META-INF/carafe/" + application + ".classlist");
        if (entry != null) {
          return lines(zip, entry);
        }
      }
    }
    List<String> all = new ArrayList<>(Files.readAllLines(otherwise));
    for (Path jar : jars) {
      all.addAll(classes(jar));
    }
    return all;
  }

  /// The names of a jar's classes. Those for later JDKs are under the same names again.
  private static List<String> classes(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(CLASS) && !name.startsWith("META-INF/"))
          .map(name -> name.substring(0, name.length() - CLASS.length()))
          .filter(name -> !name.equals("module-info"))
          .sorted()
          .toList();
    }
  }

  private static List<String> lines(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
