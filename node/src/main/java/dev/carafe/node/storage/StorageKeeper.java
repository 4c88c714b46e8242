package dev.carafe.node.storage;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.NodeImage;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keeps the data partition from filling up: removes images that nobody needs, and where that is
/// not enough, has the pod go that uses most. What the file system keeps for the host lets the host
/// live on until then.
///
/// Safe for all threads.
public final class StorageKeeper {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  /// What has gone is free when the runtime has cleaned up behind it.
  private static final Duration AFTER_EVICTION = Duration.ofSeconds(20);

  private final DataPartition partition;
  private final Path socket;
  private final Path volumes;
  private final Path logs;
  private final Residents residents;
  private final Journal journal;
  private volatile Thresholds thresholds = Thresholds.USUAL;
  private boolean told;

  /// The pods, as far as they matter here.
  public interface Residents {
    /// The names of the images that are wanted.
    Set<String> images();

    /// Ends a pod, takes its own data away, and starts it anew later.
    void evict(String pod, String why);
  }

  /// @param socket the runtime's
  /// @param volumes of pods, one folder for each
  /// @param logs of pods, one folder for each
  public StorageKeeper(
      DataPartition partition,
      Path socket,
      Path volumes,
      Path logs,
      Residents residents,
      Journal journal) {
    this.partition = partition;
    this.socket = socket;
    this.volumes = volumes;
    this.logs = logs;
    this.residents = residents;
    this.journal = journal;
  }

  public void use(Thresholds changed) {
    thresholds = changed;
  }

  /// Looks until the thread is interrupted.
  public void run() {
    try {
      while (true) {
        Thread.sleep(look() ? AFTER_EVICTION : BETWEEN_LOOKS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks once.
  ///
  /// @return whether a pod had to go
  boolean look() {
    Optional<DataPartition.Space> space = partition.space();
    return space.isPresent() && look(space.get());
  }

  boolean look(DataPartition.Space space) {
    Thresholds limits = thresholds;
    if (space.percentUsed() < limits.collect()) {
      told = false;
      return false;
    }
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      if (removeImages(runtime, space.bytesAbove(limits.enough()))
          || space.percentUsed() < limits.evict()) {
        return false;
      }
      return evict(runtime, space);
    } catch (IOException | NodeException | UncheckedIOException e) {
      journal.warning("could not make room on the data partition: " + e.getMessage());
      return false;
    }
  }

  /// Removes images, and returns whether there were any.
  private boolean removeImages(ContainerRuntime runtime, long bytes) {
    Set<String> needed = new HashSet<>(runtime.usedImages());
    residents.images().forEach(name -> runtime.image(name).ifPresent(needed::add));
    List<NodeImage> unused = UnusedImages.toRemove(runtime.images(), needed, bytes);
    for (NodeImage image : unused) {
      runtime.removeImage(image.id());
      journal.info(
          "removed the image " + image.name() + ", which nobody needs: there was little room");
    }
    return !unused.isEmpty();
  }

  /// A pod whose own files are too few to help stays.
  private boolean evict(ContainerRuntime runtime, DataPartition.Space space) throws IOException {
    Optional<PodUse> largest =
        PodUse.largest(runtime, volumes, logs)
            .filter(use -> use.bytes() > space.bytesAbove(thresholds.enough()) / 2);
    if (largest.isEmpty()) {
      tell(space);
      return false;
    }
    PodUse use = largest.get();
    residents.evict(
        use.pod(),
        "the data partition is %d %% full, and %d MiB of it were the pod's"
            .formatted(space.percentUsed(), use.bytes() >> 20));
    return true;
  }

  private void tell(DataPartition.Space space) {
    if (!told) {
      told = true;
      journal.warning(
          "the data partition is %d %% full, and not by what a pod loses when it ends"
              .formatted(space.percentUsed()));
    }
  }
}
