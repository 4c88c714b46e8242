package dev.carafe.node.disks;

import dev.carafe.node.NodeException;
import dev.carafe.node.disks.FileSystems.Mounted;
import dev.carafe.node.host.Disk;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.settings.Key;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Keeps one data disk as it is wanted: looks, decides ([DiskStep]), acts, and looks again. It has
/// a thread of its own, for the check of a file system may take long.
///
/// Nothing is ever overwritten: a disk must be blank, or have the file system that is wanted, with
/// the disk's name as its label.
final class DiskKeeper {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration WHILE_AWAITED = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final Duration BEFORE_RETRY = Duration.ofSeconds(30);
  private static final Duration UNTIL_WANTED = Duration.ofDays(1);

  private final String name;
  private final Key key;
  private final Path place;
  private final WholeDisks disks;
  private final FileSystems fileSystems;
  private final MountedDisks mounted;
  private final DiskUsers users;
  private final Consumer<Optional<Problem>> report;
  private final Journal journal;
  private final CountDownLatch looked = new CountDownLatch(1);

  private final Semaphore wakeUps = new Semaphore(0);

  /// Guarded by this object, as is the next.
  private Optional<DataDisk> wanted = Optional.empty();

  /// The number of the device that was mounted for settings; empty where none is.
  private Optional<String> own = Optional.empty();

  /// Of the keeper's thread, as are the next three: the size that the file system has grown to, in
  /// the kernel's sectors.
  private long grownTo;

  private boolean settled;
  private boolean gone;
  private Optional<Problem> told = Optional.empty();

  /// @param report told when something else is wrong with the disk than before, or nothing
  DiskKeeper(
      String name,
      WholeDisks disks,
      FileSystems fileSystems,
      MountedDisks mounted,
      DiskUsers users,
      Consumer<Optional<Problem>> report,
      Journal journal) {
    this.name = name;
    this.key = DataDisk.SETTINGS.child(name);
    this.place = fileSystems.root().resolve(DataDisk.placeOf(name).toString().substring(1));
    this.disks = disks;
    this.fileSystems = fileSystems;
    this.mounted = mounted;
    this.users = users;
    this.report = report;
    this.journal = journal;
  }

  /// Says what is wanted from now on. What an earlier agent has mounted is known when this returns.
  synchronized void want(Optional<DataDisk> disk) {
    if (disk.equals(wanted)) {
      return;
    }
    wanted = disk;
    Optional<String> number = disk.flatMap(this::number);
    if (own.isEmpty()
        && number.isPresent()
        && fileSystems.at(place).map(Mounted::number).equals(number)) {
      take(number);
    }
    wakeUps.release();
  }

  /// Waits until what can be done at once is done.
  void awaitLook() throws InterruptedException {
    looked.await();
  }

  /// Keeps it until the thread is interrupted.
  void run() {
    try {
      while (true) {
        Duration pause = look();
        if (pause.isPositive()) {
          looked.countDown();
          await(pause);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Duration atMost) throws InterruptedException {
    if (wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      wakeUps.drainPermits();
    }
  }

  /// Looks once, and acts.
  ///
  /// @return how long nothing is to be done
  Duration look() {
    Optional<DataDisk> disk = wanted();
    try {
      DiskStep.View view = view(disk);
      DiskStep step = DiskStep.decide(view);
      return disk.isPresent() ? act(disk.get(), view, step) : letGo(step);
    } catch (BadDiskException e) {
      tell(e.what(), e.instead());
    } catch (NodeException | UncheckedIOException e) {
      tell(String.valueOf(e.getMessage()), "it is tried again every half minute");
    }
    return BEFORE_RETRY;
  }

  private synchronized Optional<DataDisk> wanted() {
    return wanted;
  }

  private DiskStep.View view(Optional<DataDisk> disk) {
    Optional<Mounted> there = fileSystems.at(place);
    return new DiskStep.View(
        disk.isPresent(),
        disk.flatMap(this::number),
        there,
        own(),
        there.map(Mounted::number).filter(disks::has).isPresent(),
        there.isPresent() ? users.of(DataDisk.placeOf(name)) : List.of());
  }

  private Optional<String> number(DataDisk disk) {
    return disks.nameOf(disk.device()).flatMap(disks::numberOf);
  }

  private Duration act(DataDisk disk, DiskStep.View view, DiskStep step) {
    return switch (step) {
      case DiskStep.Rest() -> UNTIL_WANTED;
      case DiskStep.Await() -> awaitDevice(disk);
      case DiskStep.Prepare() -> {
        prepare(disk, disks.nameOf(disk.device()).orElse(""));
        yield AT_ONCE;
      }
      case DiskStep.Keep() -> keep(disk, view.mounted().orElseThrow());
      case DiskStep.Detach() -> detach();
      case DiskStep.Unmount() -> unmount();
      case DiskStep.Occupied(List<String> pods) -> {
        tell(
            "its device is another now, and " + text(pods) + " the one that is mounted",
            "it is changed when nobody uses that any more, or by a reboot");
        yield BETWEEN_LOOKS;
      }
      case DiskStep.Taken() -> {
        tell("another file system is mounted at " + place, "unmount it, or reboot");
        yield BETWEEN_LOOKS;
      }
    };
  }

  /// Without a setting.
  private Duration letGo(DiskStep step) {
    return switch (step) {
      case DiskStep.Detach() -> detach();
      case DiskStep.Unmount() -> unmount();
      case DiskStep.Occupied(List<String> pods) -> {
        tell(
            "no setting wants the disk any more, and " + text(pods) + " it",
            "it is unmounted when nobody uses it any more, or by a reboot");
        yield BETWEEN_LOOKS;
      }
      case DiskStep.Rest(),
          DiskStep.Await(),
          DiskStep.Prepare(),
          DiskStep.Keep(),
          DiskStep.Taken() -> {
        tell(Optional.empty());
        yield UNTIL_WANTED;
      }
    };
  }

  private static String text(List<String> pods) {
    return (pods.size() == 1 ? "the pod " : "the pods ")
        + String.join(", ", pods)
        + (pods.size() == 1 ? " uses" : " use");
  }

  private Duration awaitDevice(DataDisk disk) {
    if (!settled) {
      settled = true;
      disks.settle();
      return AT_ONCE;
    }
    tell(
        gone
            ? "the disk " + disk.device() + " has gone"
            : "there is no disk " + disk.device() + " yet",
        "attach it; pods that use it wait for it");
    return WHILE_AWAITED;
  }

  private void prepare(DataDisk disk, String device) {
    demandFree(disk, device);
    switch (fileSystems.contents(device)) {
      case Contents.Blank _ -> {
        journal.info("formats /dev/" + device + " as " + disk.kind().word() + " for " + key);
        fileSystems.make(disk.kind(), name, device);
      }
      case Contents.Signed(String kind, String label)
          when kind.equals(disk.kind().word()) && label.equals(name) ->
          check(disk, device);
      case Contents.Signed(String kind, String label) ->
          throw new BadDiskException(
              disk.device()
                  + " holds "
                  + kind
                  + (label.isEmpty() ? "" : " with the label '" + label + "'")
                  + ", and nothing is overwritten",
              instead(kind, label));
    }
    fileSystems.mount(device, place);
    journal.info("/dev/" + device + " is mounted at " + place);
    take(fileSystems.at(place).map(Mounted::number));
    users.diskChanged();
  }

  private void check(DataDisk disk, String device) {
    try {
      fileSystems.check(disk.kind(), device);
    } catch (ProgramFailedException e) {
      throw new BadDiskException(
          disk.device() + " is damaged: " + e.getMessage(),
          "mend it by e2fsck in an admin container");
    }
  }

  private String instead(String kind, String label) {
    boolean known = false;
    for (FileSystemKind each : FileSystemKind.values()) {
      known |= each.word().equals(kind);
    }
    if (known && label.equals(name)) {
      return "set " + key.child("filesystem") + " to \"" + kind + "\", or wipe the disk";
    }
    return known
        ? "label the file system '" + name + "' if it is what you want, or wipe the disk"
        : "wipe the disk, or name another";
  }

  private void demandFree(DataDisk disk, String device) {
    List<Disk> all = disks.all();
    Optional<Disk> found = all.stream().filter(each -> each.name().equals(device)).findFirst();
    if (found.isEmpty()) {
      throw new BadDiskException(
          disk.device() + " is no whole disk that can be written",
          all.isEmpty()
              ? "attach one: there is none but the system's own"
              : "name one of "
                  + all.stream()
                      .map(each -> "/dev/" + each.name())
                      .collect(Collectors.joining(", ")));
    }
    if (!found.get().mounts().isEmpty()) {
      throw new BadDiskException(
          disk.device() + " is mounted at " + found.get().mounts().getFirst().path() + " already",
          "unmount it, or name another");
    }
  }

  private Duration keep(DataDisk disk, Mounted there) {
    gone = false;
    take(Optional.of(there.number()));
    if (!there.kind().equals(disk.kind().word())) {
      tell(
          "the disk is formatted as " + there.kind(),
          "set " + key.child("filesystem") + " to \"" + there.kind() + "\"");
      return BETWEEN_LOOKS;
    }
    long size = disks.nameOf(disk.device()).map(disks::sectorsOf).orElse(0L);
    if (size > grownTo) {
      fileSystems.grow(place);
      grownTo = size;
    }
    tell(Optional.empty());
    return BETWEEN_LOOKS;
  }

  /// Pods that use it are ended: what they have open is lost, and comes back for none of them.
  private Duration detach() {
    fileSystems.detach(place);
    gone = true;
    release();
    return AT_ONCE;
  }

  private Duration unmount() {
    fileSystems.unmount(place);
    journal.info("the disk at " + place + " is unmounted");
    release();
    return AT_ONCE;
  }

  private synchronized Optional<String> own() {
    return own;
  }

  private synchronized void take(Optional<String> number) {
    own = number;
    mounted.set(name, true);
  }

  private void release() {
    synchronized (this) {
      own = Optional.empty();
      mounted.set(name, false);
    }
    grownTo = 0;
    users.diskChanged();
  }

  private void tell(String found, String instead) {
    tell(Optional.of(new Problem(new Position(key.toString(), 1, 1), found, instead)));
  }

  private void tell(Optional<Problem> problem) {
    if (!problem.equals(told)) {
      told = problem;
      problem.ifPresent(wrong -> journal.warning(wrong.toString()));
      report.accept(problem);
    }
  }
}
