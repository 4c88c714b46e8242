package dev.carafe.node.update;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.DeltaSource;
import dev.carafe.disk.delta.DeltaTarget;
import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.delta.Operation;
import dev.carafe.disk.delta.Payload;
import dev.carafe.disk.verity.VeritySuperblock;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.disk.zstd.Compressor;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Head;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Deltas for tests. What is zero or as in the source is said so, everything else is packed against
/// what stands at its place in the source.
public final class TestDelta {
  public static final Zstd ZSTD = Zstd.ofSystem();
  private static final int BLOCKS = 2;

  private final byte[] source;
  private final byte[] target;
  private final List<Operation> operations = new ArrayList<>();
  private final ByteArrayOutputStream payload = new ByteArrayOutputStream();

  private TestDelta(byte[] source, byte[] target) {
    this.source = padded(source);
    this.target = padded(target);
    for (int first = 0; first < this.target.length / Extent.BLOCK; first += BLOCKS) {
      add(new Extent(first, Math.min(BLOCKS, this.target.length / Extent.BLOCK - first)));
    }
  }

  /// What stands before a tree over a file system.
  public static VeritySuperblock superblock(byte[] fileSystem) {
    return new VeritySuperblock(
        new UUID(3, 4),
        fileSystem.length / Extent.BLOCK,
        ByteBuffer.wrap(Sha256.of("salt").bytes()));
  }

  /// The tree over a file system.
  public static VerityTree tree(byte[] fileSystem) {
    return VerityTree.over(ByteSource.of(fileSystem), superblock(fileSystem));
  }

  /// A whole delta from one file system to another.
  ///
  /// @param source empty for none
  public static byte[] ofFileSystem(byte[] source, byte[] target) {
    VerityTree tree = tree(target);
    Optional<DeltaSource> from =
        source.length == 0
            ? Optional.empty()
            : Optional.of(new DeltaSource(tree(source).root().digest(), source.length));
    return new TestDelta(source, target)
        .bytes(from, new DeltaTarget.FileSystem(tree.root(), tree.superblock()));
  }

  /// A whole delta from one file to another.
  ///
  /// @param source empty for none
  public static byte[] ofFile(byte[] source, byte[] target) {
    Optional<DeltaSource> from =
        source.length == 0
            ? Optional.empty()
            : Optional.of(new DeltaSource(Sha256.of(source), source.length));
    return new TestDelta(source, target)
        .bytes(from, new DeltaTarget.File(Sha256.of(target), target.length));
  }

  /// As a release speaks of it.
  public static Artifact artifact(String path, byte[] delta, int unpacked) {
    int head = DeltaFormat.headSize(ByteBuffer.wrap(delta, 0, DeltaFormat.BEGINNING));
    String digest = Sha256.of(Arrays.copyOf(delta, head)).hex();
    return new Artifact(path, delta.length, unpacked, Optional.of(new Head(head, digest)));
  }

  private byte[] bytes(Optional<DeltaSource> from, DeltaTarget to) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(DeltaFormat.write(new Delta(from, to, operations)).array());
    whole.writeBytes(payload.toByteArray());
    return whole.toByteArray();
  }

  private static byte[] padded(byte[] bytes) {
    return Arrays.copyOf(bytes, Math.ceilDiv(bytes.length, Extent.BLOCK) * Extent.BLOCK);
  }

  private void add(Extent made) {
    byte[] wanted = part(target, made);
    boolean there = source.length >= made.end() * Extent.BLOCK;
    Sha256 digest = Sha256.of(wanted);
    if (Arrays.equals(wanted, new byte[wanted.length])) {
      operations.add(new Operation.Zero(made));
    } else if (there && Arrays.equals(wanted, part(source, made))) {
      operations.add(new Operation.Copy(made, digest, List.of(made)));
    } else if (there) {
      operations.add(
          new Operation.Patch(made, digest, List.of(made), frame(wanted, part(source, made))));
    } else {
      operations.add(new Operation.Literal(made, digest, frame(wanted, new byte[0])));
    }
  }

  private static byte[] part(byte[] whole, Extent extent) {
    int offset = (int) extent.offset();
    return Arrays.copyOfRange(whole, offset, offset + extent.size());
  }

  private Payload frame(byte[] wanted, byte[] prefix) {
    ByteBuffer packed = ByteBuffer.allocateDirect(ZSTD.largestFrame(wanted.length));
    try (Compressor compressor = ZSTD.compressor(3)) {
      byte[] frame = new byte[compressor.compress(direct(wanted), direct(prefix), packed)];
      packed.get(0, frame);
      Payload place = new Payload(payload.size(), frame.length, Sha256.of(frame));
      payload.writeBytes(frame);
      return place;
    }
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
