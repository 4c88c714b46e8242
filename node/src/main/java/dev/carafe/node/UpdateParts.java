package dev.carafe.node;

import dev.carafe.disk.openssl.OpenSslDigests;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.node.boot.MountedKernels;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.host.Processes;
import dev.carafe.node.metadata.Waiting;
import dev.carafe.node.settings.MemoryDirectory;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.update.SystemImage;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.node.update.UpdateStore;
import dev.carafe.node.update.Updater;
import dev.carafe.node.update.fetch.LastGoodTime;
import dev.carafe.node.update.fetch.SignedRepository;
import dev.carafe.node.update.slots.DiskSlots;
import dev.carafe.node.update.slots.HostDisk;
import dev.carafe.node.update.slots.SlotParts;
import dev.carafe.node.update.slots.SystemReading;
import dev.carafe.node.web.WayOut;
import dev.carafe.settings.generation.Directory;
import dev.carafe.settings.generation.FileDirectory;
import dev.carafe.trust.tuf.Pace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/// What this node is updated with: a signed repository, and the two slots of its disk.
record UpdateParts(
    Place place,
    Processes processes,
    DataPartition data,
    OsRelease os,
    NodeSettings settings,
    Journal journal) {

  /// Updates and the slots that they are put into.
  record Opened(Updater updater, DiskSlots slots) {}

  /// As the settings want them now.
  UpdatePolicy policy() {
    return UpdatePolicy.read(settings.effective());
  }

  /// Looks at the disk, and goes on where an earlier agent has left off; empty for a system that
  /// has not come from a slot.
  ///
  /// @param executor carries out commands
  /// @throws UncheckedIOException where what is needed cannot be read
  Optional<Opened> open(Executor executor) {
    try {
      Optional<SystemImage> running = SystemReading.running(place.root(), os);
      return running.isEmpty() ? Optional.empty() : Optional.of(open(running.get(), executor));
    } catch (IOException e) {
      throw new UncheckedIOException("could not begin with updates: " + e.getMessage(), e);
    }
  }

  private Opened open(SystemImage running, Executor executor) throws IOException {
    SignedRepository repository = repository();
    DiskSlots slots =
        new DiskSlots(
            new SlotParts(
                running,
                new HostDisk(place.root()),
                new MountedKernels(place.root(), processes),
                repository,
                place.updates().resolve("work"),
                () -> data.space().map(DataPartition.Space::available).orElse(0L),
                Zstd::ofSystem,
                OpenSslDigests::ofSystem,
                journal));
    Updater updater =
        Updater.open(
            repository,
            slots,
            new UpdateStore(directory("state")),
            this::policy,
            InstantSource.system(),
            executor,
            journal);
    return new Opened(updater, slots);
  }

  private SignedRepository repository() throws IOException {
    Instant built = Files.getLastModifiedTime(place.osRelease()).toInstant();
    Path time = place.updates().resolve("last-good-time");
    return new SignedRepository(
        place.updateRoot(),
        directory("trusted"),
        LastGoodTime.open(InstantSource.system(), time, built, journal),
        () -> WayOut.read(settings.effective(), place.root()),
        Pace.USUAL,
        Waiting.real(),
        journal);
  }

  /// Without a data partition nothing outlasts the agent, and nothing is installed.
  private Directory directory(String name) throws IOException {
    return data.isMounted()
        ? FileDirectory.open(place.updates().resolve(name))
        : new MemoryDirectory();
  }
}
