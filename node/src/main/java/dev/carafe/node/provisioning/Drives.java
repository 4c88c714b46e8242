package dev.carafe.node.provisioning;

import dev.carafe.node.host.BlockDevices;
import dev.carafe.node.host.Volume;
import dev.carafe.node.metadata.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The volumes that this machine has with a label, looked at once: when the kernel has found all
/// disks, or time is over.
final class Drives {
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final BlockDevices devices;
  private final Duration limit;
  private final Waiting waiting;
  private Optional<List<Volume>> volumes = Optional.empty();

  Drives(BlockDevices devices, Duration limit, Waiting waiting) {
    this.devices = devices;
    this.limit = limit;
    this.waiting = waiting;
  }

  /// The first volume with a label, in upper or lower case.
  Optional<Volume> labelled(String label) throws InterruptedException {
    for (Volume volume : volumes()) {
      if (volume.label().equalsIgnoreCase(label)) {
        return Optional.of(volume);
      }
    }
    return Optional.empty();
  }

  private List<Volume> volumes() throws InterruptedException {
    if (volumes.isEmpty()) {
      awaitSettled();
      List<Volume> found = new ArrayList<>();
      for (Path node : devices.nodes()) {
        Volume.on(node).ifPresent(found::add);
      }
      volumes = Optional.of(found);
    }
    return volumes.get();
  }

  private void awaitSettled() throws InterruptedException {
    long end = waiting.nanoTime() + limit.toNanos();
    while (!devices.areSettled() && waiting.nanoTime() - end < 0) {
      waiting.pause(GLANCE);
    }
  }
}
