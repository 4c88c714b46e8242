package dev.carafe.node;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where the agent finds and puts things: every path below one root, which is `/` on a node, and
/// the ports.
///
/// @param registryPort of the preloaded images, on loopback only
/// @param apiPort of the network API
record Place(Path root, int registryPort, int apiPort) {

  /// What a node has.
  static Place ofNode() {
    return new Place(Path.of("/"), 5080, 5081);
  }

  /// The file name of the class-data archive, as the service's unit names it.
  String archive() {
    return "agent.jsa";
  }

  /// The TCP ports that are the agent's own; one where both ports are to be chosen by the kernel.
  Set<Integer> agentPorts() {
    return new HashSet<>(List.of(registryPort, apiPort));
  }

  Path nft() {
    return root.resolve("usr/sbin/nft");
  }

  Path systemctl() {
    return root.resolve("usr/bin/systemctl");
  }

  /// Where the kernel shows disks and partitions.
  Path blockDevices() {
    return root.resolve("sys/class/block");
  }

  /// Where the data partition is mounted.
  Path data() {
    return root.resolve("var");
  }

  /// Where pods' volumes are that outlast a reboot.
  Path podVolumes() {
    return data().resolve("lib/carafe/pods");
  }

  /// Where pods' volumes in memory are.
  Path podMemory() {
    return root.resolve("run/carafe/pods");
  }

  /// What host and bootstrap containers keep.
  Path containerFolders() {
    return data().resolve("lib/carafe");
  }

  /// What was done to prepare the node in this boot.
  Path bootstrapOutcomes() {
    return root.resolve("run/carafe/bootstrap");
  }

  /// Where containerd keeps content.
  Path blobs() {
    return data().resolve("lib/containerd/io.containerd.content.v1.content/blobs");
  }

  /// There once it was looked for records that a power cut has left, in this boot.
  Path lostRecords() {
    return root.resolve("run/carafe/lost-records");
  }

  /// Where what was ever set is kept.
  Path settings() {
    return data().resolve("lib/carafe/settings");
  }

  /// What the kernel's command line was last given.
  Path bootNote() {
    return data().resolve("lib/carafe/boot-parameters");
  }

  /// Why a boot that was on trial was given up.
  Path failedTrial() {
    return data().resolve("lib/carafe/failed-trial");
  }

  /// There once it was told of that, in this boot.
  Path toldOfFailedTrial() {
    return root.resolve("run/carafe/failed-trial-told");
  }

  /// What belongs to updates.
  Path updates() {
    return data().resolve("lib/carafe/updates");
  }

  /// Whom the image trusts to make updates.
  Path updateRoot() {
    return root.resolve("usr/share/carafe/updates/root.json");
  }

  /// Who did what.
  Path auditLog() {
    return data().resolve("lib/carafe/audit/audit.log");
  }

  /// What happened lately.
  Path recorder() {
    return data().resolve("lib/carafe/recorder/recorder.ring");
  }

  /// The root of all control groups.
  Path controlGroups() {
    return root.resolve("sys/fs/cgroup");
  }

  /// What the machine has kept of a kernel that stopped.
  Path crashes() {
    return root.resolve("sys/fs/pstore");
  }

  /// Where the node's own key is kept.
  Path identity() {
    return data().resolve("lib/carafe/identity");
  }

  /// Where the runtime writes the logs of containers.
  Path podLogs() {
    return data().resolve("log/pods");
  }

  Path systemdNotify() {
    return root.resolve("usr/bin/systemd-notify");
  }

  /// Where systemd puts what the hypervisor gave as credential `carafe.user-data`.
  Path userData() {
    return root.resolve("run/credentials/@system/carafe.user-data");
  }

  Path osRelease() {
    return root.resolve("usr/lib/os-release");
  }

  Path containerd() {
    return root.resolve("run/containerd/containerd.sock");
  }

  Path systemdTmpfiles() {
    return root.resolve("usr/bin/systemd-tmpfiles");
  }

  /// Where the pipes to processes in containers are.
  Path execPipes() {
    return root.resolve("run/carafe/exec");
  }

  Path apiSocket() {
    return root.resolve("run/api.sock");
  }

  /// One OCI image layout a folder.
  Path preloadedImages() {
    return root.resolve("usr/share/carafe/images");
  }

  /// The image's bill of materials and manifest.
  Path documents() {
    return root.resolve("usr/share/carafe");
  }
}
