package dev.carafe.node.update.slots;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaApplier;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.DeltaProgress;
import dev.carafe.disk.delta.DeltaSource;
import dev.carafe.disk.delta.DeltaTarget;
import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.device.BlockDevice;
import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.node.boot.KernelFolder;
import dev.carafe.node.boot.KernelImage;
import dev.carafe.node.boot.Kernels;
import dev.carafe.node.boot.LoaderEntry;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.node.update.fetch.Downloads;
import dev.carafe.trust.release.Artifact;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes the kernel image of a release in a folder of the data partition, so that it is whole and
/// checked before anything on the disk is touched.
///
/// @param folder for what is fetched and made
/// @param variant that the system must be of
/// @param running the system whose kernel image it may be made of
record KernelWorkshop(
    Path folder,
    Downloads downloads,
    Kernels kernels,
    String variant,
    RootHash running,
    Supplier<Zstd> zstd,
    Supplier<Digests> digests) {
  private static final String FETCHED = "kernel.delta";
  private static final String MADE = "kernel.efi";

  /// Makes it of what an artifact holds.
  ///
  /// @param system that it must start
  MadeKernel make(Artifact artifact, UpdatePolicy policy, RootHash system) throws IOException {
    Files.createDirectories(folder);
    Path fetched = folder.resolve(FETCHED);
    downloads.fetch(artifact, policy, fetched);
    try (FileChannel channel = FileChannel.open(fetched)) {
      ByteSource whole = ByteSource.of(channel);
      Delta delta = DeltaFormat.read(whole);
      DeltaTarget.File target = target(artifact, delta);
      Path made = folder.resolve(MADE);
      Files.deleteIfExists(made);
      try (FileDevice device = FileDevice.create(made, target.blocks() * Extent.BLOCK)) {
        BlockDevice image = new TellingDevice(made.toString(), device);
        fill(image, delta, whole);
        target.complete(image);
        demandSystem(artifact, image.slice(0, target.size()), system);
      }
      return new MadeKernel(made, target.size(), target.digest());
    }
  }

  private static DeltaTarget.File target(Artifact artifact, Delta delta) {
    if (delta.target() instanceof DeltaTarget.File file && file.size() == artifact.unpacked()) {
      return file;
    }
    throw new FailedUpdateException(
        "could not use %s: expected what makes a file of %d bytes, found %s"
            .formatted(artifact.target(), artifact.unpacked(), delta.target()));
  }

  private void fill(BlockDevice device, Delta delta, ByteSource whole) throws IOException {
    Optional<DeltaSource> source = delta.source();
    if (source.isEmpty()) {
      fill(device, delta, whole, ByteSource.of(new byte[0]));
      return;
    }
    var _ =
        kernels.look(
            "read the kernel image that runs",
            images ->
                images.read(
                    runningImage(images, source.get()),
                    image -> {
                      fill(device, delta, whole, image);
                      return image;
                    }));
  }

  private void fill(BlockDevice device, Delta delta, ByteSource whole, ByteSource source)
      throws IOException {
    try (DeltaApplier applier =
        new DeltaApplier(zstd.get(), digests.get(), delta, source, device)) {
      applier.apply(
          applier.plan(DeltaProgress.SILENT),
          DeltaFormat.payload(whole, delta),
          DeltaProgress.SILENT);
    }
  }

  private String runningImage(KernelFolder images, DeltaSource source) throws IOException {
    Optional<LoaderEntry> entry = StoredKernels.read(images).entry(running);
    if (entry.isPresent() && images.size(entry.get().entry().file()) == source.size()) {
      return entry.get().entry().file();
    }
    throw new FailedUpdateException(
        "could not use a delta of the kernel image: there is none of %d bytes of the system that runs"
            .formatted(source.size()));
  }

  private void demandSystem(Artifact artifact, ByteSource image, RootHash system)
      throws IOException {
    Optional<KernelImage> read = KernelImage.read(image);
    Optional<RootHash> found = read.flatMap(KernelImage::system);
    if (!found.equals(Optional.of(system))) {
      throw unusable(
          artifact, "with usrhash=" + system, found.map(RootHash::hex).orElse("no root hash"));
    }
    String its = read.map(it -> it.field("VARIANT_ID")).orElse("");
    if (!its.equals(variant)) {
      throw unusable(artifact, "of variant " + variant, its.isEmpty() ? "none" : its);
    }
  }

  private static FailedUpdateException unusable(Artifact artifact, String expected, String found) {
    return new FailedUpdateException(
        "could not use %s: expected a kernel image %s, found %s"
            .formatted(artifact.target(), expected, found));
  }

  /// How many bytes are taken by what an earlier attempt has left, and the next one writes over.
  long taken() throws IOException {
    long taken = 0;
    for (String name : List.of(FETCHED, MADE)) {
      Path file = folder.resolve(name);
      taken += Files.exists(file) ? Files.size(file) : 0;
    }
    return taken;
  }

  /// Takes away what was fetched and made.
  void clear() throws IOException {
    Files.deleteIfExists(folder.resolve(FETCHED));
    Files.deleteIfExists(folder.resolve(MADE));
  }
}
