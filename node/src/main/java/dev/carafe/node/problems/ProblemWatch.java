package dev.carafe.node.problems;

import dev.carafe.settings.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Finds what is wrong with the host: takes over what the kernel's log tells, and looks every ten
/// seconds at what it does not. One thread does both, beside the one that reads the log: asking the
/// container runtime whose process was killed may take long.
public final class ProblemWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int WAITING = 256;

  /// A soft lockup or a stall is told again at least so often while it lasts.
  private static final Duration STALL = Duration.ofMinutes(5);

  /// Percent of a minute in which nothing went on for lack of memory.
  private static final double MEMORY_BEGINS = 20;

  private static final double MEMORY_ENDS = 5;
  private static final double IO_BEGINS = 60;
  private static final double IO_ENDS = 30;
  private static final long MEBI = 1 << 20;
  private static final Hysteresis MEMORY_LEFT = new Hysteresis(0.05, 0.08);

  private final Problems problems;
  private final HostView host;
  private final ContainerNames containers;
  private final Consumer<Json.Struct> vitals;
  private final Runnable tick;
  private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong missed = new AtomicLong();
  private final ClockJumps clock = new ClockJumps();

  /// Of the thread that watches: since when tasks are stuck, by their numbers.
  private final Map<String, String> stuck = new HashMap<>();

  /// By the devices that the kernel spoke of, how they were mounted then.
  private final Map<String, ReadOnlyMounts.Mounted> readOnly = new HashMap<>();

  private final Map<ConditionKind, Long> until = new HashMap<>();

  /// @param isNew whether it was not told before an earlier end of the agent
  private record Heard(Finding finding, Instant time, boolean isNew) {}

  /// @param vitals told how the machine does, at each look
  /// @param tick called about once a second
  public ProblemWatch(
      Problems problems,
      HostView host,
      ContainerNames containers,
      Consumer<Json.Struct> vitals,
      Runnable tick) {
    this.problems = problems;
    this.host = host;
    this.containers = containers;
    this.vitals = vitals;
    this.tick = tick;
  }

  /// Something was found in the kernel's log. Never waits.
  void hear(Finding finding, Instant time, boolean isNew) {
    if (!heard.offer(new Heard(finding, time, isNew))) {
      missed.incrementAndGet();
    }
  }

  /// Watches until the thread is interrupted.
  public void run() {
    try {
      long next = System.nanoTime();
      while (true) {
        Heard news = heard.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (news != null) {
          take(news);
          continue;
        }
        tick.run();
        if (System.nanoTime() - next >= 0) {
          look();
          next = System.nanoTime() + BETWEEN_LOOKS.toNanos();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Heard news) {
    Finding finding = news.finding();
    Map<String, String> touches = finding.touches();
    switch (finding.kind()) {
      case TASK_HUNG ->
          Optional.ofNullable(touches.get("pid"))
              .ifPresent(pid -> host.stuckSince(pid).ifPresent(since -> stuck.put(pid, since)));
      case SOFT_LOCKUP, RCU_STALL ->
          until.put(ConditionKind.KERNEL_DEADLOCK, System.nanoTime() + STALL.toNanos());
      case FILESYSTEM_IS_READ_ONLY ->
          Optional.ofNullable(touches.get("device"))
              .ifPresent(device ->
                  host.mounts().of(device).ifPresent(mount -> readOnly.put(device, mount)));
      default -> {} // it does not last, or to the end of the boot
    }
    problems.found(named(finding), news.time(), news.isNew());
  }

  /// With the container that was killed, where it was one.
  private Finding named(Finding finding) {
    Optional<String> container =
        Optional.ofNullable(finding.touches().get("cgroup"))
            .flatMap(ContainerNames::idOf)
            .flatMap(containers::find);
    return container.isPresent()
        ? finding.touching(
            "container", container.get(), finding.text() + "; of container " + container.get())
        : finding;
  }

  /// Looks at everything once.
  void look() {
    tellWhatWasMissed();
    Optional<Room> room = host.room();
    Vitals now = Vitals.look(host.proc(), room);
    vitals.accept(now.json());
    room.ifPresent(this::judge);
    judge(now);
    lookAtClock();
    lookAtMounts();
    lookAtStuckTasks();
  }

  private void tellWhatWasMissed() {
    long count = missed.getAndSet(0);
    if (count > 0) {
      problems.found(
          Finding.event(
              ProblemKind.KERNEL_LOG_LOST,
              count + " problems in the kernel's log came too fast to be looked at",
              Map.of()),
          Instant.now(),
          true);
    }
  }

  private void judge(Room room) {
    String path = host.dataPath();
    decide(
        ConditionKind.DISK_FULL,
        ProblemKind.DISK_FULL,
        room.isFull(holds(ConditionKind.DISK_FULL)),
        () -> room.text(path),
        Room.touches(path));
    decide(
        ConditionKind.DISK_PRESSURE,
        ProblemKind.DISK_PRESSURE,
        room.isTight(holds(ConditionKind.DISK_PRESSURE)),
        () -> room.text(path),
        Room.touches(path));
  }

  private void judge(Vitals now) {
    boolean had = holds(ConditionKind.MEMORY_PRESSURE);
    double lost = now.memoryPressure().map(pressure -> pressure.full().sixty()).orElse(0.0);
    double left = now.memory() == 0 ? 1 : (double) now.available() / now.memory();
    boolean scarce = lost >= (had ? MEMORY_ENDS : MEMORY_BEGINS) || MEMORY_LEFT.isWrong(had, left);
    decide(
        ConditionKind.MEMORY_PRESSURE,
        ProblemKind.MEMORY_PRESSURE,
        scarce,
        () ->
            "in the last minute nothing went on for "
                + Math.round(lost)
                + " % of the time for lack of memory, and "
                + now.available() / MEBI
                + " of "
                + now.memory() / MEBI
                + " MiB could still be had",
        Map.of());
    double waited = now.ioPressure().map(pressure -> pressure.full().sixty()).orElse(0.0);
    decide(
        ConditionKind.IO_PRESSURE,
        ProblemKind.IO_PRESSURE,
        waited >= (holds(ConditionKind.IO_PRESSURE) ? IO_ENDS : IO_BEGINS),
        () ->
            "in the last minute everything waited for disks for "
                + Math.round(waited)
                + " % of the time",
        Map.of());
  }

  private boolean holds(ConditionKind kind) {
    return problems.condition(kind).holds();
  }

  private void decide(
      ConditionKind kind,
      ProblemKind problem,
      boolean wrong,
      Supplier<String> text,
      Map<String, String> touches) {
    if (wrong && !holds(kind)) {
      problems.found(Finding.lasting(problem, kind, text.get(), touches), Instant.now(), true);
    } else if (!wrong) {
      problems.over(kind, problem, touches);
    }
  }

  private void lookAtClock() {
    clock
        .look(System.currentTimeMillis(), System.nanoTime())
        .ifPresent(jumped ->
            problems.found(
                Finding.event(
                    ProblemKind.CLOCK_JUMP,
                    "the clock was set "
                        + Math.round(jumped.abs().toMillis() / 1000.0)
                        + " s "
                        + (jumped.isNegative() ? "back" : "ahead")
                        + ", or the machine was stopped so long",
                    Map.of("seconds", Long.toString(jumped.toSeconds()))),
                Instant.now(),
                true));
  }

  private void lookAtMounts() {
    String path = host.dataPath();
    ReadOnlyMounts mounts = host.mounts();
    for (String device : List.copyOf(readOnly.keySet())) {
      if (isWritable(device, mounts)) {
        readOnly.remove(device);
      }
    }
    boolean data = mounts.isReadOnlyAt(path);
    decide(
        ConditionKind.READONLY_FILESYSTEM,
        ProblemKind.FILESYSTEM_IS_READ_ONLY,
        data || !readOnly.isEmpty(),
        () -> path + " has become read-only",
        data ? Map.of("path", path) : Map.of());
  }

  /// Whether it is mounted no more, or anew, or was seen read-only and is not any more. Kernels
  /// from 6.12 on let nobody write and do not call it read-only.
  private boolean isWritable(String device, ReadOnlyMounts mounts) {
    ReadOnlyMounts.Mounted before = readOnly.get(device);
    Optional<ReadOnlyMounts.Mounted> now = mounts.of(device);
    if (before == null || now.isEmpty() || !now.get().id().equals(before.id())) {
      return true;
    }
    if (now.get().readOnly()) {
      readOnly.put(device, now.get());
      return false;
    }
    return before.readOnly();
  }

  private void lookAtStuckTasks() {
    stuck
        .entrySet()
        .removeIf(task -> !host.stuckSince(task.getKey()).equals(Optional.of(task.getValue())));
    long end = until.getOrDefault(ConditionKind.KERNEL_DEADLOCK, Long.MIN_VALUE);
    boolean stalled = end != Long.MIN_VALUE && System.nanoTime() - end < 0;
    if (stuck.isEmpty() && !stalled) {
      problems.over(ConditionKind.KERNEL_DEADLOCK, ProblemKind.TASK_HUNG, Map.of());
    }
  }
}
