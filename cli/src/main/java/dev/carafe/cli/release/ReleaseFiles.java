package dev.carafe.cli.release;

import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The files of a release before they are in the repository, by the targets that they will be:
/// `VARIANT/ARCHITECTURE/VERSION/NAME`.
final class ReleaseFiles {
  private final String folder;
  private final Map<String, Path> files = new LinkedHashMap<>();

  ReleaseFiles(BuiltSystem built) {
    folder = String.join("/", built.variant(), built.architecture(), plain(built.version())) + "/";
  }

  /// A version as it stands in names: a `+` has a meaning of its own in addresses, and there is
  /// only one build of a version in a repository.
  static String plain(Version version) {
    return new Version(version.core(), version.preRelease(), "").toString();
  }

  /// Notes a file that is downloaded as it is.
  Artifact put(String name, Path file) throws IOException {
    return put(name, file, Files.size(file));
  }

  /// Notes a payload.
  ///
  /// @param unpacked what it becomes, in bytes
  Artifact put(String name, PayloadFile payload, long unpacked) throws IOException {
    return put(name, payload.path(), unpacked).with(payload.head());
  }

  private Artifact put(String name, Path file, long unpacked) throws IOException {
    files.put(folder + name, file);
    return new Artifact(folder + name, Files.size(file), unpacked);
  }

  /// Copies all of them into a repository.
  ///
  /// @throws NoRoomException where there is none for them; nothing is copied then
  void addTo(RepositoryTargets targets) throws IOException {
    long needed = 0;
    for (Path file : files.values()) {
      needed += Files.size(file);
    }
    NoRoomException.demand(targets.folder(), needed);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      targets.add(file.getKey(), file.getValue());
    }
  }
}
