package dev.carafe.cli.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The tables of campaigns in a document, one of each kind: a row a campaign, by its seed.
public record ReliabilityTable(Path document) {

  /// Writes a campaign's row, in the place of an earlier one of the same campaign.
  public <M extends Moment> void write(CampaignKind<M> kind, Campaign<M> campaign)
      throws IOException {
    Files.write(document, with(kind, campaign, Files.readAllLines(document)));
  }

  static <M extends Moment> List<String> with(
      CampaignKind<M> kind, Campaign<M> campaign, List<String> lines) {
    String title = head(kind);
    int head = lines.indexOf(title);
    if (head < 0) {
      throw new IllegalStateException("could not find the table '" + title + "'");
    }
    List<String> changed = new ArrayList<>(lines);
    String key =
        "| %s | %s | %d |".formatted(campaign.began(), campaign.version(), campaign.seed());
    int at = head + 2;
    while (at < changed.size() && changed.get(at).startsWith("|")) {
      if (changed.get(at).startsWith(key)) {
        changed.set(at, row(key, kind, campaign));
        return changed;
      }
      at++;
    }
    changed.add(at, row(key, kind, campaign));
    return changed;
  }

  private static <M extends Moment> String head(CampaignKind<M> kind) {
    return "| date | version | seed | cuts | %s | writes lost | failures |"
        .formatted(kind.tallies().stream().map(Tally::column).collect(Collectors.joining(" | ")));
  }

  private static <M extends Moment> String row(
      String key, CampaignKind<M> kind, Campaign<M> campaign) {
    String tallies =
        kind.tallies().stream()
            .map(tally -> String.valueOf(tally.in(campaign)))
            .collect(Collectors.joining(" | "));
    return key
        + " %d | %s | %d | %d |"
            .formatted(campaign.judged(), tallies, campaign.lost(), campaign.failures());
  }
}
