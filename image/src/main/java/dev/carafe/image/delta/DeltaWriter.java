package dev.carafe.image.delta;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.DeltaSource;
import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.delta.Operation;
import dev.carafe.disk.delta.Payload;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.delta.Packer.Packed;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes deltas, and whole images in the same form.
///
/// Blocks that the source has anywhere are copied from there. What changed is packed against what
/// stood at the same place of the same file before, in pieces of at most 4 MiB that all cores work
/// on. The same contents, known frames and library of zstd give the same bytes.
///
/// Format: `docs/formats/delta.md`.
public final class DeltaWriter {
  private static final int PATCH_LEVEL = 19;

  /// Few nodes ever fetch a whole one: a twelfth more of them is less than the minutes that 19
  /// takes.
  private static final int WHOLE_LEVEL = 9;

  private final Zstd zstd;
  private final Progress progress;

  public DeltaWriter(Zstd zstd, Progress progress) {
    this.zstd = zstd;
    this.progress = progress;
  }

  /// Writes the way from one content to another into a new file.
  public Delta writePatch(ImageContent from, ImageContent to, Path file) throws IOException {
    Origins origins = Origins.of(from.blocks(), to.blocks());
    Surroundings surroundings = new Surroundings(from.files(), to.files(), origins);
    try (KnownFrames none = KnownFrames.of(List.of())) {
      Packing packing =
          new Packing(zstd, PATCH_LEVEL, from.blocks(), to.blocks(), none, surroundings::of);
      return write(Optional.of(from.source()), to, packing.pack(Cut.of(origins), progress), file);
    }
  }

  /// Writes a whole content into a new file.
  ///
  /// @param known frames of earlier ones, which are taken over where they make the same
  public Delta writeWhole(ImageContent content, KnownFrames known, Path file) throws IOException {
    ByteSource nothing = ByteSource.of(new byte[0]);
    Origins origins = Origins.of(nothing, content.blocks());
    Packing packing =
        new Packing(zstd, WHOLE_LEVEL, nothing, content.blocks(), known, _ -> List.of());
    return write(Optional.empty(), content, packing.pack(Cut.of(origins), progress), file);
  }

  private static Delta write(
      Optional<DeltaSource> source, ImageContent target, List<Packed> all, Path file)
      throws IOException {
    List<Operation> operations = new ArrayList<>();
    long offset = 0;
    for (Packed packed : all) {
      Operation operation = operation(packed, offset);
      offset = operation.payload().map(Payload::end).orElse(offset);
      operations.add(operation);
    }
    Delta delta = new Delta(source, target.target(), operations);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      write(out, DeltaFormat.write(delta));
      for (Packed packed : all) {
        write(out, ByteBuffer.wrap(packed.frame().orElse(new byte[0])));
      }
    }
    return delta;
  }

  private static Operation operation(Packed packed, long offset) {
    Extent blocks = packed.piece().blocks();
    return switch (packed.piece()) {
      case Piece.Known _ -> new Operation.Copy(blocks, packed.digest(), packed.source());
      case Piece.Zeros _ -> new Operation.Zero(blocks);
      case Piece.Changed _ -> {
        byte[] frame = packed.frame().orElseThrow();
        Payload payload = new Payload(offset, frame.length, Sha256.of(frame));
        yield packed.source().isEmpty()
            ? new Operation.Literal(blocks, packed.digest(), payload)
            : new Operation.Patch(blocks, packed.digest(), packed.source(), payload);
      }
    };
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
