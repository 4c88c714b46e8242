package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.cli.soak.Campaign;
import dev.carafe.cli.soak.CampaignFile;
import dev.carafe.cli.soak.CampaignKind;
import dev.carafe.cli.soak.Cut;
import dev.carafe.cli.soak.Moment;
import dev.carafe.cli.soak.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/// What a campaign of power cuts has shown so far.
///
/// @param folder of its disk and machine
record CampaignReport<M extends Moment>(CampaignKind<M> kind, Campaign<M> campaign, Path folder)
    implements Answer {

  @Override
  public void writeText(PrintWriter out) {
    out.printf(
        "%d cuts, seed %d, begun on %s with %s%n",
        campaign.judged(), campaign.seed(), campaign.began(), campaign.version());
    for (Tally<M> tally : kind.tallies()) {
      out.printf("%6d  %s%n", tally.in(campaign), tally.sentence());
    }
    out.printf("%6d  found what must not be%n", campaign.failures());
    out.printf("%6d  writes were lost or torn%n", campaign.lost());
    if (campaign.others() > 0) {
      out.printf("%6d  other cuts were tried without a boot%n", campaign.others());
    }
    campaign
        .failure()
        .ifPresent(why -> out.printf("FAILED: %s%nDisk and machine are in %s.%n", why, folder));
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("seed", campaign.seed());
    json.writeStringField("version", campaign.version());
    json.writeStringField("began", campaign.began());
    json.writeArrayFieldStart("cuts");
    for (Cut<M> cut : campaign.cuts()) {
      CampaignFile.write(cut, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
