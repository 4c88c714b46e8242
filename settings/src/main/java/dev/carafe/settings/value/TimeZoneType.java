package dev.carafe.settings.value;

import dev.carafe.settings.Suggestion;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// A time zone, by the name that the zone database of the IANA has for it.
///
/// Source: [Time zone database](https://www.iana.org/time-zones).
public record TimeZoneType() implements TextType {

  @Override
  public String name() {
    return "time-zone";
  }

  @Override
  public String noun() {
    return "a time zone";
  }

  @Override
  public String example() {
    return "\"Europe/Berlin\"";
  }

  @Override
  public Optional<String> fault(String text) {
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (known.contains(text)) {
      return Optional.empty();
    }
    return Suggestion.nearest(text, known)
        .map(near -> "there is none of that name; the nearest is '" + near + "'")
        .or(() -> Optional.of("there is none of that name"));
  }
}
