package dev.carafe.node.problems;

import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Self;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// Ends a container where the machine has so little memory that nothing goes on any more.
///
/// The kernel does so when there is nothing left that it could take from anybody. Before, it takes
/// away the code of programs, which is read from the disk again and again: that can be minutes in
/// which nobody is served. Who is ended is whom the kernel would end, but never a container whose
/// memory is guaranteed.
public final class MemoryGuard {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /// The share of the time between two looks in which nothing went on.
  private static final double STALLED = 0.4;

  /// So many looks one after the other.
  private static final int PATIENCE = 3;

  /// The share of the memory that could still be had.
  private static final double SCARCE = 0.15;

  private static final int GUARANTEED = -900;
  private static final long MEBI = 1 << 20;
  private static final double NANOS_A_MICRO = 1000;

  private final Path proc;
  private final Path groups;
  private final ProblemWatch watch;
  private final Journal journal;
  private int stalls;
  private long lost;
  private long looked = System.nanoTime();

  /// @param groups the root of all control groups
  /// @param watch told who was ended, and why
  public MemoryGuard(Path proc, Path groups, ProblemWatch watch, Journal journal) {
    this.proc = proc;
    this.groups = groups;
    this.watch = watch;
    this.journal = journal;
  }

  /// Guards until the thread is interrupted.
  public void run() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_LOOKS);
        look(System.nanoTime());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks once.
  ///
  /// @param now in nanoseconds, by a clock that never goes back
  void look(long now) {
    long before = lost;
    double elapsed = now - looked;
    lost = Pressure.read(proc, "memory").map(pressure -> pressure.full().micros()).orElse(0L);
    looked = now;
    boolean stalled = (lost - before) * NANOS_A_MICRO >= STALLED * elapsed;
    stalls = stalled ? stalls + 1 : 0;
    if (stalls >= PATIENCE) {
      endOne();
    }
  }

  private void endOne() {
    Self machine = new Self(proc);
    long memory = machine.machineMemory();
    if (machine.machineMemoryAvailable() > SCARCE * memory) {
      return; // a container waits at a limit of its own
    }
    Optional<ContainerGroup> worst =
        ContainerGroup.all(groups, proc).stream()
            .filter(group -> group.adjustment() > GUARANTEED)
            .max(Comparator.comparingLong(group -> group.badness(memory)));
    if (worst.isPresent()) {
      end(worst.get());
    }
    stalls = 0;
  }

  private void end(ContainerGroup group) {
    try {
      group.kill();
      watch.hear(
          Finding.event(
              ProblemKind.OOM_KILLING,
              "ended a container that had "
                  + group.bytes() / MEBI
                  + " MiB: for "
                  + PATIENCE
                  + " seconds as good as nothing went on for lack of memory",
              Map.of("cgroup", group.name())),
          Instant.now(),
          true);
    } catch (IOException e) {
      journal.warning("could not end " + group.name() + ": " + e.getMessage());
    }
  }
}
