package dev.carafe.image.java;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The list of the classes that go into an archive: the program's own, or else the JDK's list of
/// what most programs load. It is an input; a list taken from a run would differ from run to run.
final class ClassList {
  /// Where a program's jar has it.
  private static final String ENTRY = "META-INF/carafe/agent.classlist";

  private ClassList() {}

  static List<String> of(List<Path> jars, Path otherwise) throws IOException {
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        ZipEntry entry = zip.getEntry(ENTRY);
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
