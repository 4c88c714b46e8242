package dev.carafe.cli.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk has not the room that a release takes.
public final class NoRoomException extends ReleaseException {
  private static final long serialVersionUID = 1L;

  private NoRoomException(Path folder, long needed, long free) {
    super(
        "could not write to %s: %s are needed, and %s are free"
            .formatted(folder, ByteCount.of(needed), ByteCount.of(free)));
  }

  /// Makes sure of some room.
  ///
  /// @param folder that is there
  /// @param needed in bytes
  static void demand(Path folder, long needed) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new NoRoomException(folder, needed, free);
    }
  }
}
