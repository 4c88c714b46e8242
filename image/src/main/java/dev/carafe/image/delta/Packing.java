package dev.carafe.image.delta;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.process.ParallelSteps;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// The packing of all pieces of a target, on all cores.
///
/// @param known frames that need not be made
/// @param around the blocks of the source that some changed blocks of the target are like
record Packing(
    Zstd zstd,
    int level,
    ByteSource source,
    ByteSource target,
    KnownFrames known,
    Function<Extent, List<Extent>> around) {

  /// What the pieces become, in their order.
  List<Packer.Packed> pack(List<Piece> pieces, Progress progress) {
    int cores = Runtime.getRuntime().availableProcessors();
    Queue<Packer> idle = new ConcurrentLinkedQueue<>();
    try (Progress.Task task =
        progress.begin("making the delta", target.size(), Progress.Unit.BYTES)) {
      List<Callable<Packer.Packed>> steps = new ArrayList<>();
      pieces.forEach(piece -> steps.add(() -> pack(piece, idle, task)));
      return ParallelSteps.run(cores, steps);
    } finally {
      idle.forEach(Packer::close);
    }
  }

  /// By a packer that has nothing to do, or one more: there are as many as cores in the end.
  private Packer.Packed pack(Piece piece, Queue<Packer> idle, Progress.Task task)
      throws IOException {
    Packer packer =
        Optional.ofNullable(idle.poll())
            .orElseGet(() -> new Packer(zstd, level, source, target, known));
    try {
      List<Extent> like =
          piece instanceof Piece.Changed(Extent blocks) ? around.apply(blocks) : List.of();
      Packer.Packed packed = packer.pack(piece, like);
      task.advance(piece.blocks().size());
      return packed;
    } finally {
      idle.add(packer);
    }
  }
}
