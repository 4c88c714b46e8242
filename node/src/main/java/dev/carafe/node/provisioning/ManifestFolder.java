package dev.carafe.node.provisioning;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// A folder of Kubernetes' manifests that somebody gave the node, which are read in the order of
/// their names. Together they have 1 MiB at most, as user data does. What begins with a dot is not
/// looked at: computers leave such files on disks by themselves.
///
/// @param source what problems call it
record ManifestFolder(Path folder, String source) {
  private static final int MOST = 100;
  private static final List<String> ENDINGS = List.of(".json", ".yaml", ".yml");

  Provision read() {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Provision.none();
    }
    try {
      return read(names());
    } catch (IOException | DirectoryIteratorException e) {
      return Provision.none()
          .with(problem(source, "could not read it: " + e.getMessage(), "make the disk anew"));
    }
  }

  private Provision read(List<String> names) {
    if (names.size() > MOST) {
      return Provision.none()
          .with(problem(source, "more than " + MOST + " files", "put several into one"));
    }
    Provision all = Provision.none();
    int size = 0;
    for (String name : names) {
      GivenFile file = new GivenFile(folder.resolve(name), source + "/" + name);
      Provision given = read(file, name);
      for (UserDataDocument document : given.settings()) {
        size += document.text().length();
      }
      if (size > Unpacking.LARGEST) {
        return all.with(
            problem(
                file.source(),
                "with the files before it, it is larger than " + Unpacking.LARGEST + " bytes",
                "write less"));
      }
      all = given.over(all);
    }
    return all;
  }

  private static Provision read(GivenFile file, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return file.isThere() && ENDINGS.stream().anyMatch(lower::endsWith)
        ? file.manifests()
        : Provision.none()
            .with(
                problem(
                    file.source(),
                    "it is not used here",
                    "make it a file whose name ends in .yaml, .yml or .json"));
  }

  /// Sorted, and not many more than may be.
  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".") && names.size() <= MOST) {
          names.add(name);
        }
      }
    }
    Collections.sort(names);
    return names;
  }

  private static Problem problem(String source, String found, String instead) {
    return new Problem(new Position(source, 1, 1), found, instead);
  }
}
