package dev.carafe.image.delta;

import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.delta.Operation;
import dev.carafe.image.erofs.ErofsExtent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Finds the blocks of a source that changed blocks of a target are most like: of each file, what
/// was at the same place of it before, and as much around that as there is room for.
///
/// @param before the files of the source
/// @param after the files of the target
record Surroundings(FileMap before, FileMap after, Origins origins) {
  /// How many blocks around a place are worth looking at.
  private static final int WIDEST = 1024;

  /// Blocks from `from` to before `to`, of those from `low` to before `high` that may be taken.
  private record Place(long from, long to, long low, long high) {
    Place widened(long slack) {
      return new Place(Math.max(low, from - slack), Math.min(high, to + slack), low, high);
    }
  }

  /// At most as many blocks as a patch may have; none where nothing is known of what was there.
  List<Extent> of(Extent blocks) {
    List<Place> shifted = new ArrayList<>();
    List<Place> proportional = new ArrayList<>();
    for (FileMap.Part part : after.parts(blocks)) {
      Optional<ErofsExtent> was = before.before(part.file());
      was.ifPresent(file -> {
        shifted.add(shifted(part, file));
        proportional.add(proportional(part, file));
      });
    }
    for (int slack = WIDEST; slack > 0; slack /= 2) {
      List<Extent> extents = extents(shifted, slack, blocks);
      if (size(extents) <= Operation.LARGEST_PREFIX) {
        return extents;
      }
    }
    return extents(proportional, 0, blocks);
  }

  /// What grew or shrank may have done so before or behind these blocks.
  private static Place shifted(FileMap.Part part, ErofsExtent was) {
    long shift = was.blocks() - part.file().blocks();
    return place(
        was, part.at() + Math.min(0, shift), part.at() + part.count() + Math.max(0, shift));
  }

  private static Place proportional(FileMap.Part part, ErofsExtent was) {
    long at = part.at() * was.blocks() / part.file().blocks();
    return place(was, at, at + part.count());
  }

  /// Blocks of a file, or its last ones where it is too short.
  private static Place place(ErofsExtent file, long from, long to) {
    long end = Math.min(to, file.blocks());
    long start = Math.max(0, Math.min(from, end - 1));
    return new Place(file.first() + start, file.first() + end, file.first(), file.end());
  }

  private List<Extent> extents(List<Place> places, int slack, Extent blocks) {
    LongStream around =
        places.stream()
            .map(place -> place.widened(slack))
            .flatMapToLong(place -> LongStream.range(place.from, place.to));
    LongStream known = Extents.blocks(blocks).map(origins::of).filter(origin -> origin >= 0);
    return Extents.of(LongStream.concat(around, known).sorted().distinct());
  }

  private static long size(List<Extent> extents) {
    return extents.stream().mapToLong(Extent::count).sum();
  }
}
