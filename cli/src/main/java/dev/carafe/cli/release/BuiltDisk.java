package dev.carafe.cli.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The disk image of a system that `carafe build` has made.
///
/// @param variant of the system
public record BuiltDisk(String variant, Path file) {
  private static final String DISK = ".raw";

  /// Whether a word on the command line means a build: a folder, or a disk image. A variant's name
  /// has no `/`, and its file ends with `.toml`.
  public static boolean isMeantBy(String word) {
    return word.endsWith(DISK)
        || (!word.endsWith(".toml")
            && (word.indexOf('/') >= 0 || Files.isDirectory(Path.of(word))));
  }

  /// The one at a place.
  ///
  /// @param place a folder with one build, or the disk image beside its manifest
  /// @throws BadBuildException where there is none, or more than one
  public static BuiltDisk at(Path place) throws IOException {
    BuildManifest manifest = BuildManifest.at(manifest(place));
    Path disk = manifest.beside(DISK);
    if (!Files.isRegularFile(disk)) {
      throw new BadBuildException(
          manifest.path(), "there is no " + disk.getFileName() + " beside it");
    }
    return new BuiltDisk(manifest.text("variant"), disk);
  }

  /// The manifest of a build, or the folder that it is in.
  ///
  /// @param place one of these, or the disk image beside it
  static Path manifest(Path place) {
    String name = String.valueOf(place.getFileName());
    if (Files.isDirectory(place) || name.endsWith(BuildManifest.ENDING)) {
      return place;
    }
    if (!name.endsWith(DISK)) {
      throw new BadBuildException(
          place, "there is no such folder; carafe build --output makes one");
    }
    String stem = name.substring(0, name.length() - DISK.length());
    Path manifest = place.resolveSibling(stem + BuildManifest.ENDING);
    if (!Files.isRegularFile(manifest)) {
      throw new BadBuildException(place, "there is no " + manifest.getFileName() + " beside it");
    }
    return manifest;
  }
}
