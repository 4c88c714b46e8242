package dev.carafe.cli.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// One sort of campaigns, as they are written down.
///
/// @param name the command's, and the folder's
/// @param moment reads what [Moment#write] wrote
/// @param tallies what its cuts are counted by
public record CampaignKind<M extends Moment>(
    String name, Function<JsonNode, M> moment, List<Tally<M>> tallies) {

  public CampaignKind {
    tallies = List.copyOf(tallies);
  }

  /// The campaign of a folder.
  public CampaignFile<M> in(Path folder) {
    return new CampaignFile<>(folder.resolve("campaign.json"), this);
  }
}
