package dev.carafe.image.delta;

import dev.carafe.disk.delta.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Blocks one by one, and in rows.
final class Extents {
  private Extents() {}

  /// Blocks in their order; those that follow each other are one extent.
  static List<Extent> of(LongStream blocks) {
    List<Extent> extents = new ArrayList<>();
    blocks.forEachOrdered(block -> {
      if (!extents.isEmpty() && extents.getLast().end() == block) {
        Extent last = extents.removeLast();
        extents.add(new Extent(last.first(), last.count() + 1));
      } else {
        extents.add(new Extent(block, 1));
      }
    });
    return List.copyOf(extents);
  }

  /// The blocks of an extent.
  static LongStream blocks(Extent extent) {
    return LongStream.range(extent.first(), extent.end());
  }
}
