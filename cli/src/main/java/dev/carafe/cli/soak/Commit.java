package dev.carafe.cli.soak;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/// Which commit of a campaign's the power was cut at.
///
/// @param acknowledged the number of the last that the node had said was done
/// @param underWay whether the node had been sent the next one
public record Commit(long acknowledged, boolean underWay) implements Moment {

  static Commit read(JsonNode cut) {
    return new Commit(cut.path("acknowledged").asLong(), cut.path("under_way").asBoolean());
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeNumberField("acknowledged", acknowledged);
    json.writeBooleanField("under_way", underWay);
  }

  /// Compares what was acknowledged with what is there.
  ///
  /// @param before what the campaign began with
  Verdict judge(Beginning before, SettingsState after) {
    if (after.commit().isEmpty()) {
      return Verdict.failed("settings.motd is " + after.message().orElse("not set"));
    }
    long found = after.commit().get();
    if (found != acknowledged && !(underWay && found == acknowledged + 1)) {
      return Verdict.failed(
          "commit %d was acknowledged, and commit %d is in force".formatted(acknowledged, found));
    }
    if (!after.isWhole() || after.generations().getFirst() != before.generation() + found) {
      return Verdict.failed(
          "the history of commit %d is %s; expected it to end with %d"
              .formatted(found, after.generations(), before.generation() + found));
    }
    return Verdict.of(
        underWay
            ? found == acknowledged ? Verdict.Kind.OLD : Verdict.Kind.NEW
            : Verdict.Kind.BETWEEN);
  }
}
