package dev.carafe.node.update.slots;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.delta.DamagedFrameException;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaApplier;
import dev.carafe.disk.delta.DeltaPlan;
import dev.carafe.disk.delta.DeltaProgress;
import dev.carafe.disk.delta.DeltaTarget;
import dev.carafe.disk.device.BlockDevice;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.disk.verity.VerityVerdict;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.node.boot.Kernels;
import dev.carafe.node.host.Journal;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.node.update.fetch.Downloads;
import dev.carafe.node.update.fetch.RemoteDelta;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Puts a release into the slot that does not run. After a cut of the power anywhere in it the
/// machine starts the system that runs, and the next attempt goes on: what was written is found by
/// its digests.
///
/// The order is what that rests on; each step is on the disk for good before the next begins.
final class Staging {
  private final SystemDisk disk;
  private final Kernels kernels;
  private final Downloads downloads;
  private final KernelWorkshop workshop;
  private final Supplier<Zstd> zstd;
  private final Supplier<Digests> digests;
  private final Journal journal;
  private final RootHash running;

  private final Release release;
  private final UpdatePolicy policy;
  private final RootHash system;

  Staging(SlotParts parts, Release release, UpdatePolicy policy) {
    this.disk = parts.disk();
    this.kernels = parts.kernels();
    this.downloads = parts.downloads();
    this.workshop = parts.workshop();
    this.zstd = parts.zstd();
    this.digests = parts.digests();
    this.journal = parts.journal();
    this.running = parts.running();
    this.release = release;
    this.policy = policy;
    this.system = release.rootHash();
  }

  /// @param begun is told before the first change of what is in the other slot
  void run(Runnable begun) throws IOException {
    String version = release.version().toString();
    MadeKernel kernel = makeKernel();
    begun.run();
    SlotTable slots = SlotTable.read(disk, running);
    removeKernels(slots.other());
    SlotTable open = slots.with(slots.other().unfinished(slots.disk(), version), disk);
    fill(open);
    var _ = open.with(open.other().finished(system, version), disk);
    install(kernel);
    workshop.clear();
  }

  private MadeKernel makeKernel() throws IOException {
    return Ways.to(release.kernel().payload(), running)
        .go(journal, artifact -> workshop.make(artifact, policy, system));
  }

  /// From here on nothing starts what is in the other slot.
  private void removeKernels(Slot other) {
    kernels.change(
        "remove the kernel image of the other slot",
        folder -> {
          List<String> files = StoredKernels.read(folder).obsolete(running, other.system());
          for (String file : files) {
            folder.delete(file);
          }
          folder.sync();
        });
  }

  private void fill(SlotTable slots) throws IOException {
    var _ =
        Ways.to(release.usr().payload(), running).go(journal, artifact -> fill(slots, artifact));
  }

  private Delta fill(SlotTable slots, Artifact artifact) throws IOException {
    try (RemoteDelta remote = downloads.open(artifact, policy)) {
      DeltaTarget.FileSystem target = target(artifact, remote.delta());
      Slot other = slots.other();
      var _ =
          disk.read(
              slots.running().data(),
              source -> disk.change(other.data(), to -> write(remote, source, to)));
      var _ =
          disk.read(
              other.data(),
              data -> disk.change(other.hash(), hash -> complete(target, data, hash)));
      verify(other);
      return remote.delta();
    }
  }

  private DeltaTarget.FileSystem target(Artifact artifact, Delta delta) {
    if (delta.target() instanceof DeltaTarget.FileSystem target
        && target.root().equals(system)
        && target.size() == artifact.unpacked()
        && delta.source().stream().allMatch(from -> from.digest().equals(running.digest()))) {
      return target;
    }
    throw new FailedUpdateException(
        "could not use %s: expected what makes %d bytes with root hash %s of the system that runs"
                .formatted(artifact.target(), artifact.unpacked(), system)
            + " or of nothing, found "
            + delta.target());
  }

  /// Writes what is missing. What one server gives wrong, the next one may give right.
  private DeltaPlan write(RemoteDelta remote, ByteSource source, BlockDevice to)
      throws IOException {
    try (DeltaApplier applier =
        new DeltaApplier(zstd.get(), digests.get(), remote.delta(), source, to)) {
      DeltaPlan left = applier.plan(DeltaProgress.SILENT);
      journal.info(
          "updates: %s: %d bytes are fetched, and %d written"
              .formatted(release.version(), left.fetched(), left.written()));
      while (true) {
        AtomicInteger done = new AtomicInteger();
        try {
          applier.apply(left, remote.payload(left), _ -> done.incrementAndGet());
          return left;
        } catch (DamagedFrameException e) {
          if (!remote.distrust()) {
            throw e;
          }
          left = new DeltaPlan(left.operations().subList(done.get(), left.operations().size()));
        }
      }
    }
  }

  private DeltaTarget complete(DeltaTarget.FileSystem target, ByteSource data, BlockDevice hash)
      throws IOException {
    target.complete(digests.get(), data, hash);
    return target;
  }

  /// Reads the hash tree again from the disk; what it was computed over has been.
  private void verify(Slot slot) throws IOException {
    VerityVerdict verdict = disk.read(slot.hash(), hash -> VerityTree.verify(hash, system));
    if (!(verdict instanceof VerityVerdict.Intact)) {
      throw new FailedUpdateException(
          "could not write the system: expected root hash %s where it is read again, found %s"
              .formatted(system, verdict));
    }
  }

  /// Under a name that the loader does not see; a second one once the content was read again.
  private void install(MadeKernel kernel) {
    KernelName name = KernelName.of(release.kernel());
    kernels.change(
        "write the kernel image",
        folder -> {
          try (FileChannel channel = FileChannel.open(kernel.file())) {
            folder.write(name.unfinished(), ByteSource.of(channel).slice(0, kernel.size()));
          }
          folder.sync();
        });
    kernels.change(
        "name the kernel image",
        folder -> {
          Sha256 found = folder.read(name.unfinished(), ByteSource::digest);
          if (!found.equals(kernel.digest())) {
            throw new FailedUpdateException(
                "could not write the kernel image: expected digest %s where it is read again, found %s"
                    .formatted(kernel.digest(), found));
          }
          folder.rename(name.unfinished(), name.staged());
          folder.sync();
        });
  }
}
