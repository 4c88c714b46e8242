package dev.carafe.cli.soak;

import dev.carafe.lab.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Commits to a node's settings, one after the other, until the power goes at a random moment of
/// one.
final class Commits {
  private static final int MOST_BEFORE = 5;

  private final Machine machine;
  private final NodeApi node;
  private final Random random;

  Commits(Machine machine, NodeApi node, Random random) {
    this.machine = machine;
    this.node = node;
    this.random = random;
  }

  /// Commits a few times, and once more with the power cut meanwhile, or shortly after.
  ///
  /// @param last the number of the commit that is in force
  Cut untilCut(Campaign campaign, long last) throws IOException, InterruptedException {
    long acknowledged = last;
    Duration longest = Duration.ZERO;
    for (int before = 1 + random.nextInt(MOST_BEFORE); before > 0; before--) {
      node.stage(acknowledged + 1);
      long start = System.nanoTime();
      node.commit();
      acknowledged++;
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      longest = took.compareTo(longest) > 0 ? took : longest;
    }
    node.stage(acknowledged + 1);
    boolean answered = answersBeforeCut(random.nextLong(longest.toNanos() + 1));
    return Cut.of(
        campaign.cuts().size() + 1, answered ? acknowledged + 1 : acknowledged, !answered);
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
      return true;
    } catch (IOException _) {
      return false;
    } finally {
      cutter.join();
    }
  }
}
