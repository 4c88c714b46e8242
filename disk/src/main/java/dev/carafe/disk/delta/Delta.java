package dev.carafe.disk.delta;

import java.util.List;
import java.util.Optional;

/// The way from one content of a disk to another, as the head of a delta tells it: operations that
/// make the target from its first block to its last, each from blocks of the source and a frame
/// that is fetched. Without a source it is a whole image, in the same form.
///
/// Format: `docs/formats/delta.md`.
///
/// @param operations in the order of what they make, without a gap; so are their frames
public record Delta(Optional<DeltaSource> source, DeltaTarget target, List<Operation> operations) {

  public Delta {
    operations = List.copyOf(operations);
    long sourceBlocks = source.map(DeltaSource::blocks).orElse(0L);
    long made = 0;
    long fetched = 0;
    for (Operation operation : operations) {
      demand("next block", made, operation.destination().first());
      made = operation.destination().end();
      operation.source().forEach(extent -> demandWithin(sourceBlocks, extent));
      if (operation.payload().isPresent()) {
        demand("next frame at", fetched, operation.payload().get().offset());
        fetched = operation.payload().get().end();
      }
    }
    demand("number of blocks", target.blocks(), made);
  }

  private static void demand(String what, long expected, long found) {
    if (expected != found) {
      throw new IllegalArgumentException(
          "expected %s %d, found %d".formatted(what, expected, found));
    }
  }

  private static void demandWithin(long sourceBlocks, Extent extent) {
    if (extent.end() > sourceBlocks) {
      throw new IllegalArgumentException(
          "expected blocks of a source of %d, found %s".formatted(sourceBlocks, extent));
    }
  }

  /// How many bytes follow the head.
  public long payloadSize() {
    return operations.reversed().stream()
        .flatMap(operation -> operation.payload().stream())
        .findFirst()
        .map(Payload::end)
        .orElse(0L);
  }
}
