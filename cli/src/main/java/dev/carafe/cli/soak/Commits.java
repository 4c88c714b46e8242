package dev.carafe.cli.soak;

import dev.carafe.lab.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Commits to a node's settings, one after the other, until the power goes at a random moment of
/// one.
final class Commits {
  private static final int MOST_BEFORE = 5;

  private final Machine machine;
  private final NodeApi node;
  private final Path writes;
  private final Random random;
  private long answeredAt;

  /// @param writes the log of the machine's writes
  Commits(Machine machine, NodeApi node, Path writes, Random random) {
    this.machine = machine;
    this.node = node;
    this.writes = writes;
    this.random = random;
  }

  /// Commits a few times, and once more with the power cut meanwhile, or shortly after.
  ///
  /// An answer that came in time does not always count: then the cut may be before it.
  ///
  /// @param last the number of the commit that is in force
  Cut untilCut(Campaign campaign, long last) throws IOException, InterruptedException {
    int number = campaign.cuts().size() + 1;
    long acknowledged = last;
    long took = 0;
    for (int before = 1 + random.nextInt(MOST_BEFORE); before > 0; before--) {
      node.stage(acknowledged + 1);
      long start = System.nanoTime();
      node.commit();
      acknowledged++;
      took = System.nanoTime() - start;
    }
    long noted = Files.size(writes);
    node.stage(acknowledged + 1);
    boolean answered = answersBeforeCut(random.nextLong(2 * took + 1));
    return answered && random.nextBoolean()
        ? Cut.of(number, acknowledged + 1, false, answeredAt)
        : Cut.of(number, acknowledged, true, noted);
  }

  private boolean answersBeforeCut(long nanoseconds) throws InterruptedException {
    Thread cutter =
        Thread.ofPlatform()
            .start(() -> {
              long end = System.nanoTime() + nanoseconds;
              while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
              }
              machine.cut();
            });
    try {
      node.commit();
      answeredAt = Files.size(writes);
      return true;
    } catch (IOException _) {
      return false;
    } finally {
      cutter.join();
    }
  }
}
