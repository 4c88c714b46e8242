package dev.carafe.disk.delta;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.verity.VeritySuperblock;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.disk.zstd.Compressor;
import dev.carafe.disk.zstd.TestZstd;
import dev.carafe.disk.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Makes a delta of operations that a test names, from the first block of the target on.
final class DeltaMaker {
  static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  private final Zstd zstd = TestZstd.library();
  private final byte[] source;
  private final byte[] target;
  private final List<Operation> operations = new ArrayList<>();
  private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
  private long block;

  /// @param source empty for none
  DeltaMaker(byte[] source, byte[] target) {
    this.source = source;
    this.target = target;
  }

  DeltaMaker copy(int first, int count) {
    Extent made = next(count);
    operations.add(new Operation.Copy(made, digest(made), List.of(new Extent(first, count))));
    return this;
  }

  DeltaMaker zero(int count) {
    operations.add(new Operation.Zero(next(count)));
    return this;
  }

  DeltaMaker literal(int count) {
    Extent made = next(count);
    operations.add(new Operation.Literal(made, digest(made), frame(made, new byte[0])));
    return this;
  }

  DeltaMaker patch(int count, Extent... from) {
    Extent made = next(count);
    ByteArrayOutputStream prefix = new ByteArrayOutputStream();
    for (Extent extent : from) {
      prefix.writeBytes(part(source, extent));
    }
    operations.add(
        new Operation.Patch(made, digest(made), List.of(from), frame(made, prefix.toByteArray())));
    return this;
  }

  private Extent next(int count) {
    Extent next = new Extent(block, count);
    block = next.end();
    return next;
  }

  private Sha256 digest(Extent made) {
    return Sha256.of(part(target, made));
  }

  /// Filled up with zeros.
  private static byte[] part(byte[] whole, Extent extent) {
    int offset = (int) extent.offset();
    return Arrays.copyOfRange(whole, offset, offset + extent.size());
  }

  private Payload frame(Extent made, byte[] prefix) {
    ByteBuffer target = ByteBuffer.allocateDirect(zstd.largestFrame(made.size()));
    try (Compressor compressor = zstd.compressor(3)) {
      byte[] frame =
          new byte[compressor.compress(direct(part(this.target, made)), direct(prefix), target)];
      target.get(0, frame);
      Payload place = new Payload(payload.size(), frame.length, Sha256.of(frame));
      payload.writeBytes(frame);
      return place;
    }
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  byte[] payload() {
    return payload.toByteArray();
  }

  /// A delta to a file system under dm-verity.
  Delta toFileSystem() {
    VerityTree tree = tree();
    return delta(new DeltaTarget.FileSystem(tree.root(), tree.superblock()));
  }

  /// The hash tree over the target.
  VerityTree tree() {
    ByteBuffer salt = ByteBuffer.wrap(Sha256.of("salt").bytes());
    return VerityTree.over(
        ByteSource.of(target), new VeritySuperblock(ID, target.length / Extent.BLOCK, salt));
  }

  /// A delta to a file.
  Delta toFile() {
    return delta(new DeltaTarget.File(Sha256.of(target), target.length));
  }

  Delta delta(DeltaTarget to) {
    Optional<DeltaSource> from =
        source.length == 0
            ? Optional.empty()
            : Optional.of(new DeltaSource(Sha256.of(source), source.length));
    return new Delta(from, to, operations);
  }
}
