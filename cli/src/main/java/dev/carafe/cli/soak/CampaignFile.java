package dev.carafe.cli.soak;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carafe.image.manifest.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A campaign as a file of JSON, from which it goes on another time.
///
/// @param kind how the moments of its cuts are read
public record CampaignFile<M extends Moment>(Path path, CampaignKind<M> kind) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// Whether there is one.
  public boolean exists() {
    return Files.exists(path);
  }

  /// Writes it anew; a reader sees the old or the new.
  void write(Campaign<M> campaign) throws IOException {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    Files.writeString(part, Json.document(json -> write(campaign, json)));
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(Campaign<?> campaign, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("seed", campaign.seed());
    json.writeStringField("version", campaign.version());
    json.writeStringField("began", campaign.began());
    if (campaign.beginning().isPresent()) {
      json.writeNumberField("generation", campaign.beginning().get().generation());
      json.writeStringField("fingerprint", campaign.beginning().get().fingerprint());
    }
    json.writeArrayFieldStart("cuts");
    for (Cut<?> cut : campaign.cuts()) {
      write(cut, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// The cut as one JSON object.
  public static void write(Cut<?> cut, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", cut.number());
    cut.moment().write(json);
    json.writeNumberField("noted", cut.noted());
    json.writeNumberField("lost", cut.lost());
    json.writeNumberField("others", cut.others());
    if (cut.verdict().isPresent()) {
      json.writeStringField("verdict", cut.verdict().get().kind().name());
      json.writeStringField("detail", cut.verdict().get().detail());
    }
    json.writeEndObject();
  }

  /// Reads what was written.
  public Campaign<M> read() throws IOException {
    JsonNode document = MAPPER.readTree(Files.readString(path));
    List<Cut<M>> cuts = new ArrayList<>();
    document.path("cuts").forEach(cut -> cuts.add(cut(cut)));
    return new Campaign<>(
        document.path("seed").asLong(),
        document.path("version").asText(),
        document.path("began").asText(),
        document.has("generation")
            ? Optional.of(
                new Beginning(
                    document.path("generation").asLong(), document.path("fingerprint").asText()))
            : Optional.empty(),
        cuts);
  }

  private Cut<M> cut(JsonNode cut) {
    return new Cut<>(
        cut.path("number").asInt(),
        kind.moment().apply(cut),
        cut.path("noted").asLong(),
        cut.path("lost").asInt(),
        cut.path("others").asInt(),
        cut.has("verdict")
            ? Optional.of(
                new Verdict(
                    Verdict.Kind.valueOf(cut.path("verdict").asText()),
                    cut.path("detail").asText()))
            : Optional.empty());
  }
}
