package dev.carafe.cli.release;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaApplier;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.DeltaPlan;
import dev.carafe.disk.delta.DeltaProgress;
import dev.carafe.disk.delta.DeltaTarget;
import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.trust.release.Head;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What nodes download of a part of a system: a delta, or without a source all of it.
///
/// Format: `docs/formats/delta.md`.
record PayloadFile(Path path) {
  private static final ByteSource NOTHING = ByteSource.of(new byte[0]);

  /// What it begins with. A release tells its digest, so that parts of the rest can be fetched.
  Head head() throws IOException {
    try (FileChannel in = FileChannel.open(path)) {
      ByteSource whole = ByteSource.of(in);
      int size = DeltaFormat.headSize(whole.read(0, DeltaFormat.BEGINNING));
      return new Head(size, Sha256.of(whole.read(0, size)).hex());
    }
  }

  /// What it leads to, as its head says.
  DeltaTarget target() throws IOException {
    try (FileChannel in = FileChannel.open(path)) {
      return DeltaFormat.read(ByteSource.of(in)).target();
    }
  }

  /// Makes a new file of one without a source. Each block of it is as the head says.
  void unpack(Zstd zstd, Path made) throws IOException {
    try (FileChannel in = FileChannel.open(path)) {
      ByteSource whole = ByteSource.of(in);
      Delta delta = DeltaFormat.read(whole);
      DeltaTarget target = delta.target();
      try (FileDevice out = FileDevice.create(made, target.blocks() * Extent.BLOCK);
          DeltaApplier applier = new DeltaApplier(zstd, delta, NOTHING, out)) {
        applier.apply(
            new DeltaPlan(delta.operations()),
            DeltaFormat.payload(whole, delta),
            DeltaProgress.SILENT);
      }
      try (FileChannel out = FileChannel.open(made, StandardOpenOption.WRITE)) {
        out.truncate(target.size());
      }
    }
  }
}
