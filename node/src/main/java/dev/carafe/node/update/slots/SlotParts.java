package dev.carafe.node.update.slots;

import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.node.boot.Kernels;
import dev.carafe.node.host.Journal;
import dev.carafe.node.update.SystemImage;
import dev.carafe.node.update.fetch.Downloads;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What an update is made with.
///
/// @param image the system that runs
/// @param folder on the data partition, for what is fetched and made
/// @param room how many bytes there are for that
/// @param zstd which is opened when the first delta is unpacked
/// @param digests opened then too
public record SlotParts(
    SystemImage image,
    SystemDisk disk,
    Kernels kernels,
    Downloads downloads,
    Path folder,
    LongSupplier room,
    Supplier<Zstd> zstd,
    Supplier<Digests> digests,
    Journal journal) {

  public SlotParts {
    disk = new TellingDisk(disk);
  }

  RootHash running() {
    return image.rootHash();
  }

  KernelWorkshop workshop() {
    return new KernelWorkshop(
        folder, downloads, kernels, image.variant(), running(), zstd, digests);
  }
}
