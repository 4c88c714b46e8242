package dev.carafe.cli.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Commits to a node's settings, one after the other, until the power goes at a random moment of
/// one. After each boot the settings are those of the last commit that was acknowledged, or of the
/// one that was under way.
public final class Commits implements Scenario<Commit> {
  /// How these campaigns are written down.
  public static final CampaignKind<Commit> KIND =
      new CampaignKind<>(
          "settings",
          Commit::read,
          List.of(
              Tally.of("old", "found the settings before the commit", Verdict.Kind.OLD),
              Tally.of("new", "found those of the commit", Verdict.Kind.NEW),
              Tally.of("between commits", "came between two commits", Verdict.Kind.BETWEEN)));

  private static final int MOST_BEFORE = 5;

  private long answeredAt;

  @Override
  public CampaignKind<Commit> kind() {
    return KIND;
  }

  @Override
  public String userData() {
    return """
    [settings]
    motd = "%s"
    """
        .formatted(SettingsState.message(0));
  }

  @Override
  public Verdict judge(Boot boot, Campaign<Commit> campaign, Beginning before, Cut<Commit> cut)
      throws IOException, InterruptedException {
    return cut.moment().judge(before, state(boot.node()));
  }

  private static SettingsState state(NodeApi node) throws IOException, InterruptedException {
    JsonNode settings = node.json("/settings?keys=settings.motd");
    return new SettingsState(
        Optional.ofNullable(settings.path("motd").textValue()), node.generations());
  }

  private static void stage(NodeApi node, long commit) throws IOException, InterruptedException {
    node.stage("{\"motd\":\"" + SettingsState.message(commit) + "\"}");
  }

  /// Commits a few times, and once more with the power cut meanwhile, or shortly after.
  ///
  /// An answer that came in time does not always count: then the cut may be before it.
  @Override
  public Optional<Cut<Commit>> untilCut(Boot boot, Campaign<Commit> campaign, Random random)
      throws IOException, InterruptedException {
    int number = campaign.cuts().size() + 1;
    long acknowledged = state(boot.node()).commit().orElseThrow();
    long took = 0;
    for (int before = 1 + random.nextInt(MOST_BEFORE); before > 0; before--) {
      stage(boot.node(), acknowledged + 1);
      long start = System.nanoTime();
      boot.node().commit();
      acknowledged++;
      took = System.nanoTime() - start;
    }
    long noted = boot.noted();
    stage(boot.node(), acknowledged + 1);
    boolean answered = answersBeforeCut(boot, random.nextLong(2 * took + 1));
    return Optional.of(
        answered && random.nextBoolean()
            ? Cut.of(number, new Commit(acknowledged + 1, false), answeredAt)
            : Cut.of(number, new Commit(acknowledged, true), noted));
  }

  private boolean answersBeforeCut(Boot boot, long nanoseconds) throws InterruptedException {
    Thread cutter =
        Thread.ofPlatform()
            .start(() -> {
              long end = System.nanoTime() + nanoseconds;
              while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
              }
              boot.machine().cut();
            });
    try {
      boot.node().commit();
      answeredAt = boot.noted();
      return true;
    } catch (IOException _) {
      return false;
    } finally {
      cutter.join();
    }
  }

  @Override
  public void close() {}
}
