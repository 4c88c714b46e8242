package dev.carafe.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignTest {
  private static final List<String> TABLE =
      List.of(
          "text",
          "| date | version | seed | cuts | old | new | between commits | writes lost | failures |",
          "|---|---|---|---|---|---|---|---|---|",
          "",
          "more text");

  private static NodeState state(long commit) {
    return new NodeState(
        Optional.of(NodeState.message(commit)), List.of(commit + 1), List.of(), "AA");
  }

  private static Campaign twoCuts() {
    return Campaign.begin(7, "0.1.0", "2026-01-02")
        .judged(state(0))
        .with(Cut.of(1, 3, true, 9).withLost(5))
        .judged(state(4))
        .with(Cut.of(2, 6, false, 9).withLost(1));
  }

  @Test
  void theFirstBootOnlyTellsWhereTheHistoryBegins() {
    Campaign campaign = Campaign.begin(7, "0.1.0", "2026-01-02").judged(state(0));
    assertThat(campaign.beginning()).contains(new Beginning(1, "AA"));
    assertThat(campaign.judged()).isZero();
  }

  @Test
  void eachBootJudgesTheCutBeforeIt() {
    Campaign campaign = twoCuts();
    assertThat(campaign.judged()).isEqualTo(1);
    assertThat(campaign.count(Verdict.Kind.NEW)).isEqualTo(1);
    assertThat(campaign.pending()).isPresent();
    Campaign judged = campaign.judged(state(6));
    assertThat(judged.judged()).isEqualTo(2);
    assertThat(judged.count(Verdict.Kind.BETWEEN)).isEqualTo(1);
    assertThat(judged.judged(state(6))).isEqualTo(judged);
  }

  @Test
  void aFailureIsRemembered() {
    assertThat(twoCuts().judged(state(0)).failure())
        .contains("commit 6 was acknowledged, and commit 0 is in force");
  }

  @Test
  void aCampaignGoesOnFromItsFile(@TempDir Path folder) throws IOException {
    CampaignFile file = new CampaignFile(folder.resolve("campaign.json"));
    assertThat(file.exists()).isFalse();
    for (Campaign campaign : List.of(Campaign.begin(-1, "0", "d"), twoCuts())) {
      file.write(campaign);
      assertThat(file.read()).isEqualTo(campaign);
    }
  }

  @Test
  void aCampaignHasOneRowInTheTable() {
    List<String> once = ReliabilityTable.with(twoCuts(), TABLE);
    assertThat(once.get(3)).isEqualTo("| 2026-01-02 | 0.1.0 | 7 | 1 | 0 | 1 | 0 | 6 | 0 |");
    List<String> twice = ReliabilityTable.with(twoCuts().judged(state(6)), once);
    assertThat(twice).hasSameSizeAs(once).endsWith("", "more text");
    assertThat(twice.get(3)).isEqualTo("| 2026-01-02 | 0.1.0 | 7 | 2 | 0 | 1 | 1 | 6 | 0 |");
    assertThat(ReliabilityTable.with(Campaign.begin(8, "0.1.0", "d"), twice))
        .hasSize(once.size() + 1);
  }

  @Test
  void aDocumentWithoutTheTableIsSaid() {
    assertThatThrownBy(() -> ReliabilityTable.with(twoCuts(), List.of("text")))
        .hasMessageContaining("could not find the table");
  }
}
