package dev.carafe.image;

import dev.carafe.image.archive.PackageLock;
import dev.carafe.image.component.Blueprint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What to build and from what.
///
/// @param version of the system, as its users see it
/// @param applications the jars of each Java application that a component may name
/// @param lock the packages to build from; without one they are resolved anew
/// @param time the time of every file; without one, that of the newest file of any package
/// @param output the folder for what is made
public record BuildRequest(
    Blueprint blueprint,
    String version,
    Map<String, List<Path>> applications,
    Optional<PackageLock> lock,
    Optional<Instant> time,
    Path output) {

  public BuildRequest {
    applications = Map.copyOf(applications);
  }

  /// The jars of an application.
  ///
  /// @throws UnknownApplicationException if a component names one that nobody built
  List<Path> application(String name) {
    List<Path> jars = applications.get(name);
    if (jars == null) {
      throw new UnknownApplicationException(name);
    }
    return jars;
  }

  /// A component names a Java application that nobody built.
  static final class UnknownApplicationException extends ImageException {
    private static final long serialVersionUID = 1L;

    UnknownApplicationException(String name) {
      super("could not find the Java application '" + name + "': it was not built");
    }
  }
}
