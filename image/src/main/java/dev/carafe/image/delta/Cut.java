package dev.carafe.image.delta;

import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.delta.Operation;
import java.util.ArrayList;
import java.util.List;

/// Cuts a target into pieces.
///
/// Blocks that the source has, or that are zeros, become pieces of their own where there are enough
/// of them in a row. A few among changed ones stay with these: a piece more costs some 150 bytes, a
/// known block in a patch about ten.
final class Cut {
  /// How many blocks in a row are worth a piece of their own among changed ones.
  private static final int WORTH_IT = 16;

  private final Origins origins;
  private final List<Piece> pieces = new ArrayList<>();

  private Cut(Origins origins) {
    this.origins = origins;
  }

  static List<Piece> of(Origins origins) {
    Cut cut = new Cut(origins);
    List<Run> between = new ArrayList<>();
    for (int block = 0; block < origins.count(); ) {
      Run run = cut.runFrom(block);
      block = run.end;
      if (run.kind == Kind.CHANGED || run.length() < WORTH_IT) {
        between.add(run);
      } else {
        cut.add(between);
        between.clear();
        cut.add(run);
      }
    }
    cut.add(between);
    return List.copyOf(cut.pieces);
  }

  /// What blocks are.
  private enum Kind {
    KNOWN,
    ZEROS,
    CHANGED
  }

  /// Blocks of one kind, as many as there are in a row.
  private record Run(Kind kind, int first, int end) {
    int length() {
      return end - first;
    }
  }

  private Kind kind(int block) {
    long origin = origins.of(block);
    if (origin == Origins.ZEROS) {
      return Kind.ZEROS;
    }
    return origin == Origins.NONE ? Kind.CHANGED : Kind.KNOWN;
  }

  private Run runFrom(int first) {
    Kind kind = kind(first);
    int end = first + 1;
    while (end < origins.count() && kind(end) == kind) {
      end++;
    }
    return new Run(kind, first, end);
  }

  /// Runs between pieces: one if anything in them is changed, or else each for itself.
  private void add(List<Run> runs) {
    if (runs.stream().anyMatch(run -> run.kind == Kind.CHANGED)) {
      add(new Run(Kind.CHANGED, runs.getFirst().first, runs.getLast().end));
    } else {
      runs.forEach(this::add);
    }
  }

  private void add(Run run) {
    for (int first = run.first; first < run.end; first += Operation.LARGEST) {
      Extent blocks = new Extent(first, Math.min(Operation.LARGEST, run.end - first));
      pieces.add(
          switch (run.kind) {
            case KNOWN ->
                new Piece.Known(blocks, Extents.of(Extents.blocks(blocks).map(origins::of)));
            case ZEROS -> new Piece.Zeros(blocks);
            case CHANGED -> new Piece.Changed(blocks);
          });
    }
  }
}
