package dev.carafe.image.java;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The list of the classes that go into an archive: the program's own, by its name, or else the
/// JDK's list of what most programs load. It is an input; a list taken from a run would differ from
/// run to run.
final class ClassList {
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
    return Files.readAllLines(otherwise);
  }

  private static List<String> lines(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
