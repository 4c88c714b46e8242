package dev.carafe.node.provisioning;

import dev.carafe.node.host.BlockDevices;
import dev.carafe.node.host.Dmi;
import dev.carafe.node.host.Mounts;
import dev.carafe.node.host.Processes;
import dev.carafe.node.metadata.Ec2Metadata;
import dev.carafe.node.metadata.GceMetadata;
import dev.carafe.node.metadata.Patience;
import dev.carafe.node.metadata.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// All sources of a node: those that are read at once, and those that need the network.
///
/// What the two give belongs together by [Findings#and]: a local source may be overridden by a
/// cloud's, or override it.
public final class Provisioning {
  private static final Duration DISKS = Duration.ofSeconds(10);

  private final List<Source> local;
  private final List<CloudSource> cloud;

  /// @param local sources that do not wait for the network
  /// @param cloud sources that do
  Provisioning(List<Source> local, List<CloudSource> cloud) {
    this.local = List.copyOf(local);
    this.cloud = List.copyOf(cloud);
  }

  /// What a node has.
  ///
  /// @param root `/` on a node
  /// @param patience with clouds
  public static Provisioning of(Path root, Processes processes, Patience patience) {
    Waiting waiting = Waiting.real();
    Drives drives = new Drives(new BlockDevices(root), DISKS, waiting);
    Mounts mounts = new Mounts(root, processes);
    Dmi dmi = new Dmi(root);
    return new Provisioning(
        List.of(
            new FileSource(root),
            DriveSource.configDrive(drives, mounts),
            DriveSource.noCloud(drives, mounts),
            new HypervisorSource(root)),
        List.of(
            new Ec2Source(dmi, Ec2Metadata.BASE, patience, waiting),
            new GceSource(dmi, GceMetadata.BASE, patience, waiting)));
  }

  /// Reads what is on this machine. It takes no longer than the kernel needs to find its disks, 10
  /// s at most.
  public Findings local() throws InterruptedException {
    return read(local);
  }

  /// Whether the machine is a cloud's, so that [#cloud] has something to read.
  public boolean hasCloud() {
    for (CloudSource source : cloud) {
      if (source.isHere()) {
        return true;
      }
    }
    return false;
  }

  /// Asks the cloud, if the machine is one's, until it answers or patience is over.
  public Findings cloud() throws InterruptedException {
    return read(cloud);
  }

  private static Findings read(List<? extends Source> sources) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    for (Source source : sources) {
      findings.add(new Finding(source.origin(), source.read()));
    }
    return new Findings(findings);
  }
}
