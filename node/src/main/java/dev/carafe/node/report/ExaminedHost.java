package dev.carafe.node.report;

import dev.carafe.node.host.KernelText;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.SystemManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A host that is looked at: its files, and the programs that tell what no file does.
///
/// @param root below which are its files, the kernel's among them
/// @param nft the packet filter's program
public record ExaminedHost(Path root, Path nft, SystemManager system, Processes processes) {

  /// A file's text without the white space around it; empty where it is not there or is not for us.
  Optional<String> text(String path) {
    try {
      return Optional.of(KernelText.read(root.resolve(path)).strip());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  boolean has(String path) {
    return Files.exists(root.resolve(path));
  }

  /// A kernel parameter by its path below `/proc/sys`.
  Optional<String> parameter(String path) {
    return text("proc/sys/" + path);
  }

  /// The words that the kernel was started with.
  List<String> commandLine() {
    return List.of(text("proc/cmdline").orElse("").split(" ", -1));
  }

  /// The names in a folder, sorted; none where there is no folder.
  List<String> names(String folder) {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list " + path + ": " + e.getMessage(), e);
    }
  }

  /// The lines of all `*.conf` in folders that stand in for each other: files count in the order of
  /// their names, and one in an earlier folder hides its namesakes in later ones.
  List<String> dropIns(List<String> folders) {
    TreeMap<String, String> files = new TreeMap<>();
    for (String folder : folders) {
      for (String name : names(folder)) {
        if (name.endsWith(".conf")) {
          files.putIfAbsent(name, folder + "/" + name);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    files
        .values()
        .forEach(file -> text(file).orElse("").lines().map(String::strip).forEach(lines::add));
    return lines;
  }

  /// All files below a folder; none where there is no folder. Links are not followed.
  List<Path> tree(String folder) {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(file -> !Files.isDirectory(file)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list " + path + ": " + e.getMessage(), e);
    }
  }

  /// As a person names a file of this host.
  String shown(Path file) {
    return "/" + root.relativize(file);
  }
}
