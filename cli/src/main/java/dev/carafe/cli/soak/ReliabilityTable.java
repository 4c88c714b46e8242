package dev.carafe.cli.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The table of campaigns in a document: a row each, by its seed.
public record ReliabilityTable(Path document) {
  private static final String HEAD =
      "| date | version | seed | cuts | old | new | between commits | writes lost | failures |";

  /// Writes a campaign's row, in the place of an earlier one of the same campaign.
  public void write(Campaign campaign) throws IOException {
    Files.write(document, with(campaign, Files.readAllLines(document)));
  }

  static List<String> with(Campaign campaign, List<String> lines) {
    int head = lines.indexOf(HEAD);
    if (head < 0) {
      throw new IllegalStateException("could not find the table '" + HEAD + "'");
    }
    List<String> changed = new ArrayList<>(lines);
    String key =
        "| %s | %s | %d |".formatted(campaign.began(), campaign.version(), campaign.seed());
    int at = head + 2;
    while (at < changed.size() && changed.get(at).startsWith("|")) {
      if (changed.get(at).startsWith(key)) {
        changed.set(at, row(key, campaign));
        return changed;
      }
      at++;
    }
    changed.add(at, row(key, campaign));
    return changed;
  }

  private static String row(String key, Campaign campaign) {
    return key
        + " %d | %d | %d | %d | %d | %d |"
            .formatted(
                campaign.judged(),
                campaign.count(Verdict.Kind.OLD),
                campaign.count(Verdict.Kind.NEW),
                campaign.count(Verdict.Kind.BETWEEN),
                campaign.lost(),
                campaign.count(Verdict.Kind.FAILED));
  }
}
