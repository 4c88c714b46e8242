package dev.carafe.image.archive;

import java.util.Arrays;

/// One file, directory or symbolic link of a package.
///
/// @param path without a leading `./` or `/`, and without a trailing `/`
/// @param mode the twelve permission bits
/// @param modified seconds since 1970
/// @param size of the content in bytes, 0 for what is not a file
/// @param offset where the content starts in the package's unpacked `data.tar`
/// @param link where a symbolic link points, as written; empty otherwise
public record DebEntry(
    String path,
    Type type,
    int mode,
    int uid,
    int gid,
    long modified,
    long size,
    long offset,
    String link) {

  /// What an entry is. A hard link of the package is a file with its target's content.
  public enum Type {
    FILE('f'),
    DIRECTORY('d'),
    SYMLINK('l');

    private final char letter;

    Type(char letter) {
      this.letter = letter;
    }

    char letter() {
      return letter;
    }

    static Type of(int letter) {
      return Arrays.stream(values())
          .filter(type -> type.letter == letter)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("not a type of entry: " + letter));
    }
  }
}
