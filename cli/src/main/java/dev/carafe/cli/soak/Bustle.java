package dev.carafe.cli.soak;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/// What a node with pods was about when its power was cut.
///
/// @param payload the number of the payload that the node had said it would keep
/// @param pulled how many bytes of large layers the registry had given by then in that boot
/// @param upMillis how long the kernel had run, at the least
public record Bustle(long payload, Set<Activity> activities, long pulled, long upMillis)
    implements Moment {

  public Bustle {
    activities = Set.copyOf(activities);
  }

  static Bustle read(JsonNode cut) {
    Set<Activity> activities = EnumSet.noneOf(Activity.class);
    cut.path("under_way").forEach(name -> activities.add(Activity.valueOf(name.asText())));
    return new Bustle(
        cut.path("payload").asLong(),
        activities,
        cut.path("pulled_bytes").asLong(),
        cut.path("up_ms").asLong());
  }

  boolean has(Activity activity) {
    return activities.contains(activity);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeNumberField("payload", payload);
    json.writeArrayFieldStart("under_way");
    for (Activity activity : Activity.values()) {
      if (has(activity)) {
        json.writeString(activity.name());
      }
    }
    json.writeEndArray();
    json.writeNumberField("pulled_bytes", pulled);
    json.writeNumberField("up_ms", upMillis);
  }
}
