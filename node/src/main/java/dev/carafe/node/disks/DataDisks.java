package dev.carafe.node.disks;

import dev.carafe.node.host.Disks;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Processes;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The disks that keep data for pods: each that settings want is formatted where it is blank,
/// mended, mounted at `/mnt/NAME`, and grown; what is wrong with one is told, and keeps no other
/// from being there.
///
/// Safe for all threads.
public final class DataDisks {
  private static final String OF = "disks";

  private final WholeDisks disks;
  private final FileSystems fileSystems;
  private final MountedDisks mounted;
  private final DiskUsers users;
  private final StatusBoard board;
  private final Journal journal;
  private final Map<String, DiskKeeper> keepers = new TreeMap<>();
  private final Map<String, Problem> problems = new TreeMap<>();

  /// @param root of the host
  /// @param mounted told which are mounted
  public DataDisks(
      Path root,
      Disks disks,
      Processes processes,
      MountedDisks mounted,
      DiskUsers users,
      StatusBoard board,
      Journal journal) {
    this.disks = new WholeDisks(root, disks, processes);
    this.fileSystems = new FileSystems(root, processes);
    this.mounted = mounted;
    this.users = users;
    this.board = board;
    this.journal = journal;
  }

  /// Says which there should be; returns before they are. Those that an earlier agent has mounted
  /// are known when it does.
  public synchronized void want(List<DataDisk> wanted) {
    Map<String, DataDisk> byName = new TreeMap<>();
    for (DataDisk disk : wanted) {
      byName.put(disk.name(), disk);
    }
    keepers.forEach((name, keeper) -> {
      if (!byName.containsKey(name)) {
        keeper.want(Optional.empty());
      }
    });
    byName.forEach((name, disk) -> {
      DiskKeeper known = keepers.get(name);
      if (known != null) {
        known.want(Optional.of(disk));
      } else {
        keep(name, disk);
      }
    });
  }

  private void keep(String name, DataDisk disk) {
    DiskKeeper keeper =
        new DiskKeeper(
            name, disks, fileSystems, mounted, users, problem -> tell(name, problem), journal);
    keeper.want(Optional.of(disk));
    keepers.put(name, keeper);
    Thread.ofPlatform().daemon().name("disk").start(keeper::run);
  }

  /// Waits until all that are there have been looked at, and are mounted where they can be.
  public void awaitLooks() throws InterruptedException {
    List<DiskKeeper> all;
    synchronized (this) {
      all = new ArrayList<>(keepers.values());
    }
    for (DiskKeeper keeper : all) {
      keeper.awaitLook();
    }
  }

  private void tell(String name, Optional<Problem> problem) {
    synchronized (problems) {
      if (problem.isPresent()) {
        problems.put(name, problem.get());
      } else {
        problems.remove(name);
      }
      List<Problem> all = new ArrayList<>(problems.values());
      board.update(status -> status.withProblems(OF, all));
    }
  }
}
