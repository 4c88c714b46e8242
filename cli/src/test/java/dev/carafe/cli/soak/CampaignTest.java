package dev.carafe.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignTest {
  private static final List<String> TABLES =
      List.of(
          "text",
          "| date | version | seed | cuts | old | new | between commits | writes lost | failures |",
          "|---|---|---|---|---|---|---|---|---|",
          "",
          "| date | version | seed | cuts | pulls | restarts | logs | writes lost | failures |",
          "|---|---|---|---|---|---|---|---|---|",
          "",
          "more text");

  private static Campaign<Commit> begun() {
    return Campaign.<Commit>begin(7, "0.1.0", "2026-01-02").beginningWith(new Beginning(1, "AA"));
  }

  private static <M extends Moment> Campaign<M> judged(Campaign<M> campaign, Verdict verdict) {
    return campaign.replaced(campaign.pending().orElseThrow().with(verdict));
  }

  private static Campaign<Commit> twoCuts() {
    Cut<Commit> first = Cut.of(1, new Commit(3, true), 9);
    Cut<Commit> second = Cut.of(2, new Commit(6, false), 9);
    return judged(begun().with(first.withLost(5).withOthers(2)), Verdict.of(Verdict.Kind.NEW))
        .with(second.withLost(1));
  }

  private static Campaign<Bustle> busy() {
    Bustle first = new Bustle(1, Set.of(Activity.PULL, Activity.LOG), 12, 80_000);
    Bustle second = new Bustle(1, Set.of(Activity.RESTARTS), 0, 70_000);
    Campaign<Bustle> campaign =
        Campaign.<Bustle>begin(8, "0.1.0", "2026-01-02").beginningWith(new Beginning(1, "AA"));
    Campaign<Bustle> one =
        judged(campaign.with(Cut.of(1, first, 9)), Verdict.of(Verdict.Kind.WELL));
    return judged(one.with(Cut.of(2, second, 9).withLost(4)), Verdict.failed("2 ingests"));
  }

  @Test
  void aCutWaitsForTheBootBehindIt() {
    assertThat(begun().pending()).isEmpty();
    assertThat(twoCuts().judged()).isEqualTo(1);
    assertThat(twoCuts().pending().map(Cut::number)).contains(2);
    assertThat(judged(twoCuts(), Verdict.of(Verdict.Kind.BETWEEN)).judged()).isEqualTo(2);
    assertThat(judged(twoCuts(), Verdict.of(Verdict.Kind.BETWEEN)).pending()).isEmpty();
  }

  @Test
  void aCutThatNeverHappenedIsNotCounted() {
    assertThat(twoCuts().without(twoCuts().pending().orElseThrow()).cuts()).hasSize(1);
  }

  @Test
  void aFailureIsRemembered() {
    assertThat(twoCuts().failure()).isEmpty();
    assertThat(busy().failure()).contains("2 ingests");
    assertThat(busy().failures()).isEqualTo(1);
  }

  @Test
  void onlyCutsThatAreJudgedAreCounted() {
    assertThat(Commits.KIND.tallies())
        .extracting(tally -> tally.in(twoCuts()))
        .containsExactly(0L, 1L, 0L);
    assertThat(BusyPods.KIND.tallies())
        .extracting(tally -> tally.in(busy()))
        .containsExactly(1L, 1L, 1L);
  }

  @Test
  void aCampaignGoesOnFromItsFile(@TempDir Path folder) throws IOException {
    CampaignFile<Commit> file = Commits.KIND.in(folder);
    assertThat(file.exists()).isFalse();
    for (Campaign<Commit> campaign : List.of(Campaign.<Commit>begin(-1, "0", "d"), twoCuts())) {
      file.write(campaign);
      assertThat(file.read()).isEqualTo(campaign);
    }
  }

  @Test
  void whatWasUnderWayIsInTheFileToo(@TempDir Path folder) throws IOException {
    CampaignFile<Bustle> file = BusyPods.KIND.in(folder);
    file.write(busy());
    assertThat(file.read()).isEqualTo(busy());
  }

  @Test
  void aCampaignHasOneRowInTheTableOfItsKind() {
    List<String> once = ReliabilityTable.with(Commits.KIND, twoCuts(), TABLES);
    assertThat(once.get(3)).isEqualTo("| 2026-01-02 | 0.1.0 | 7 | 1 | 0 | 1 | 0 | 6 | 0 |");
    List<String> twice =
        ReliabilityTable.with(
            Commits.KIND, judged(twoCuts(), Verdict.of(Verdict.Kind.BETWEEN)), once);
    assertThat(twice).hasSameSizeAs(once).endsWith("", "more text");
    assertThat(twice.get(3)).isEqualTo("| 2026-01-02 | 0.1.0 | 7 | 2 | 0 | 1 | 1 | 6 | 0 |");
    assertThat(ReliabilityTable.with(Commits.KIND, Campaign.begin(8, "0.1.0", "d"), twice))
        .hasSize(once.size() + 1);
    assertThat(ReliabilityTable.with(BusyPods.KIND, busy(), TABLES).get(6))
        .isEqualTo("| 2026-01-02 | 0.1.0 | 8 | 2 | 1 | 1 | 1 | 4 | 1 |");
  }

  @Test
  void aDocumentWithoutTheTableIsSaid() {
    assertThatThrownBy(() -> ReliabilityTable.with(BusyPods.KIND, busy(), TABLES.subList(0, 4)))
        .hasMessageContaining("could not find the table")
        .hasMessageContaining("| pulls | restarts | logs |");
  }
}
