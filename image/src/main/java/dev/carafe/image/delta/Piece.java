package dev.carafe.image.delta;

import dev.carafe.disk.delta.Extent;
import java.util.List;

/// Some blocks of a target and how they are to be made, before anything is packed.
sealed interface Piece {
  Extent blocks();

  /// They are in the source.
  record Known(Extent blocks, List<Extent> source) implements Piece {
    public Known {
      source = List.copyOf(source);
    }
  }

  /// They are zeros.
  record Zeros(Extent blocks) implements Piece {}

  /// Most of them are new.
  record Changed(Extent blocks) implements Piece {}
}
