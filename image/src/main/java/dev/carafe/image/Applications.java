package dev.carafe.image;

import dev.carafe.image.component.Component.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the jars of Java applications are.
///
/// @param folders those that components may name -> the folder of its jars
public record Applications(Map<String, Path> folders) {
  public Applications {
    folders = Map.copyOf(folders);
  }

  /// The jars of a program, in the order of their names: those of a folder that it names itself, or
  /// else of one of these.
  ///
  /// @throws UnknownApplicationException if nobody built it
  public List<Path> jars(JavaProgram program) {
    List<Path> jars =
        program
            .folder()
            .or(() -> Optional.ofNullable(folders.get(program.application())))
            .filter(Files::isDirectory)
            .map(Applications::jars)
            .orElse(List.of());
    if (jars.isEmpty()) {
      throw new UnknownApplicationException(program.application());
    }
    return jars;
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list " + folder + ": " + e.getMessage(), e);
    }
  }

  /// A component names a Java application that nobody built.
  static final class UnknownApplicationException extends ImageException {
    private static final long serialVersionUID = 1L;

    UnknownApplicationException(String name) {
      super("could not find the Java application '" + name + "': no jar of it is there");
    }
  }
}
