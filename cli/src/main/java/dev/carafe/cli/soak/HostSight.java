package dev.carafe.cli.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a container that sees the host finds there.
///
/// @param containers in containerd, sandboxes among them
/// @param tasks of them that run
/// @param sandboxFolders what containerd keeps of sandboxes on the disk
/// @param containerFolders what it keeps of other containers
/// @param activeSnapshots which containers write to
/// @param extracts snapshots into which a layer is unpacked, or was when the power went
/// @param committedSnapshots which are of images
/// @param snapshotFolders of all snapshots, on the disk
/// @param leases which do not end by themselves: those of a pull, or of a container that is made,
///   do a day later
/// @param ingests content that is on its way, or was
/// @param podFolders pods that have a folder for their volumes
/// @param longestLog kibibytes of all logs of the container that has most
/// @param errors of the file system, ever
record HostSight(
    int containers,
    int tasks,
    int sandboxFolders,
    int containerFolders,
    int activeSnapshots,
    int extracts,
    int committedSnapshots,
    int snapshotFolders,
    int leases,
    int ingests,
    List<String> podFolders,
    int longestLog,
    int errors) {

  /// What is run by busybox to see it: a line for each number, and one for each folder.
  static final String SCRIPT =
      """
      r=/proc/1/root
      d=$r/var/lib/containerd
      c="/usr/bin/ctr -a $r/run/containerd/containerd.sock -n k8s.io"
      snapshots=$($c snapshots --snapshotter overlayfs ls)
      count() { ls $1 | wc -l; }
      echo $($c containers ls -q | wc -l)
      echo $($c tasks ls | grep -c RUNNING)
      count $d/io.containerd.grpc.v1.cri/sandboxes
      count $d/io.containerd.grpc.v1.cri/containers
      echo "$snapshots" | grep -v extract- | grep -c Active
      echo "$snapshots" | grep -c ^extract-
      echo "$snapshots" | grep -c Committed
      count $d/io.containerd.snapshotter.v1.overlayfs/snapshots
      $c leases ls | tail -n +2 | grep -vc gc.expire=
      count $d/io.containerd.content.v1.content/ingest
      echo $(du -s $r/var/log/pods/*/* | sort -n | tail -n 1 | cut -f1)
      e=0
      for f in $r/sys/fs/ext4/*/errors_count; do e=$((e + $(cat $f))); done
      echo $e
      ls $r/var/lib/carafe/pods
      """;

  private static final int NUMBERS = 12;

  /// Five files of 10 MiB, and what is written before that is seen.
  private static final int LONGEST_LOG = 64 << 10;

  HostSight {
    podFolders = List.copyOf(podFolders);
  }

  /// Reads what the script wrote; empty where it is something else.
  static Optional<HostSight> parse(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    if (lines.size() < NUMBERS) {
      return Optional.empty();
    }
    List<Integer> found = new ArrayList<>();
    try {
      lines.subList(0, NUMBERS).forEach(line -> found.add(Integer.parseInt(line)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
    return Optional.of(
        new HostSight(
            found.get(0),
            found.get(1),
            found.get(2),
            found.get(3),
            found.get(4),
            found.get(5),
            found.get(6),
            found.get(7),
            found.get(8),
            found.get(9),
            lines.subList(NUMBERS, lines.size()),
            found.get(10),
            found.get(11)));
  }

  /// What of it must not be.
  ///
  /// @param pods the names of all that are declared
  /// @param declared how many containers they have
  /// @param images how many layers images may have in all
  /// @param pulls how many may have been cut; containerd lets go of what they held with their
  ///   leases
  List<String> faults(List<String> pods, int declared, int images, int pulls) {
    List<String> faults = new ArrayList<>();
    int all = pods.size() + declared;
    demand(faults, "containers", containers, all);
    demand(faults, "tasks", tasks, all);
    demand(faults, "folders of sandboxes", sandboxFolders, pods.size());
    demand(faults, "folders of containers", containerFolders, declared);
    demand(faults, "snapshots of containers", activeSnapshots, all);
    limit(faults, "snapshots of images", committedSnapshots, images);
    limit(faults, "snapshots of layers that are unpacked", extracts, pulls);
    demand(
        faults,
        "folders of snapshots",
        snapshotFolders,
        activeSnapshots + extracts + committedSnapshots);
    demand(faults, "leases that do not end", leases, 0);
    demand(faults, "ingests", ingests, 0);
    podFolders.stream()
        .filter(folder -> !pods.contains(folder))
        .forEach(folder -> faults.add("there is a folder of the pod " + folder));
    limit(faults, "KiB of one container's logs", longestLog, LONGEST_LOG);
    demand(faults, "errors of the file system", errors, 0);
    return faults;
  }

  private static void demand(List<String> faults, String what, int found, int expected) {
    if (found != expected) {
      faults.add("%d %s; expected %d".formatted(found, what, expected));
    }
  }

  private static void limit(List<String> faults, String what, int found, int most) {
    if (found > most) {
      faults.add("%d %s; expected at most %d".formatted(found, what, most));
    }
  }
}
