package dev.carafe.cli.bench;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaApplier;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.DeltaPlan;
import dev.carafe.disk.delta.DeltaProgress;
import dev.carafe.disk.delta.DeltaTarget;
import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.zstd.Zstd;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Applies a delta of a `/usr` as a node does, but for digests, which are Java's: with its second
/// compiler they are as fast as those of OpenSSL that a node uses. Beside it stands what the disk
/// needs for nothing but writing as much.
///
/// @param folder on the disk that is measured
record DeltaApplication(Zstd zstd, Path folder) {
  /// The share of a file system that its hash tree has at most.
  private static final int TREE_SHARE = 64;

  /// @param wanted what the delta must make
  /// @throws IOException where it makes something else
  ApplyCost measure(Path before, Path file, Path wanted) throws IOException {
    Path made = folder.resolve("slot");
    Path hash = folder.resolve("slot.verity");
    try {
      long size = Files.size(wanted);
      double writing = write(wanted, made);
      Files.delete(made);
      long begin = System.nanoTime();
      try (FileDevice slot = FileDevice.create(made, size);
          FileDevice tree = FileDevice.create(hash, size / TREE_SHARE)) {
        apply(before, file, slot, tree);
      }
      double seconds = seconds(begin);
      if (Files.mismatch(made, wanted) >= 0) {
        throw new IOException("could not measure: the delta has made another /usr");
      }
      return new ApplyCost(size, seconds, writing);
    } finally {
      Files.deleteIfExists(made);
      Files.deleteIfExists(hash);
    }
  }

  private void apply(Path before, Path file, FileDevice slot, FileDevice tree) throws IOException {
    try (FileChannel old = FileChannel.open(before);
        FileChannel in = FileChannel.open(file)) {
      ByteSource whole = ByteSource.of(in);
      Delta delta = DeltaFormat.read(whole);
      try (DeltaApplier applier = new DeltaApplier(zstd, delta, ByteSource.of(old), slot)) {
        DeltaPlan plan = applier.plan(DeltaProgress.SILENT);
        applier.apply(plan, DeltaFormat.payload(whole, delta), DeltaProgress.SILENT);
      }
      ((DeltaTarget.FileSystem) delta.target()).complete(Digests.OF_JAVA, slot, tree);
    }
  }

  private static double write(Path from, Path to) throws IOException {
    long begin = System.nanoTime();
    try (FileChannel in = FileChannel.open(from);
        FileDevice out = FileDevice.create(to, in.size())) {
      ByteSource content = ByteSource.of(in);
      for (long at = 0; at < content.size(); at += 1 << 20) {
        out.write(content.read(at, Math.min(1 << 20, content.size() - at)), at);
      }
      out.flush();
    }
    return seconds(begin);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
