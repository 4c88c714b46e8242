package dev.carafe.cli.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// What the flight recorder tells of the boot before.
///
/// @param entries how many there are
/// @param containers how many of them are of containers of declared pods
/// @param lastMillis when the last was, since the kernel's start
record Recording(int entries, int containers, long lastMillis) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final long MINUTE = 60_000;

  /// Reads the recorder's lines.
  ///
  /// @param pods the names of those that are declared
  static Recording parse(String lines, Set<String> pods) throws IOException {
    int entries = 0;
    int containers = 0;
    long last = 0;
    for (String line : lines.lines().toList()) {
      JsonNode entry = MAPPER.readTree(line);
      entries++;
      last = Math.max(last, entry.path("since_start_ms").asLong());
      String name = entry.path("data").path("name").asText();
      if (entry.path("kind").asText().equals("container") && pods.contains(name.split("/", 2)[0])) {
        containers++;
      }
    }
    return new Recording(entries, containers, last);
  }

  /// What is missing, if something is.
  ///
  /// @param upMillis how long the kernel had run, at the least
  Optional<String> fault(long upMillis) {
    if (containers == 0) {
      return Optional.of(
          "the recorder's %d entries of the boot before tell of no pod".formatted(entries));
    }
    return upMillis - lastMillis <= MINUTE
        ? Optional.empty()
        : Optional.of(
            "the recorder ends %d s after the start; the power went after %d s"
                .formatted(lastMillis / 1000, upMillis / 1000));
  }
}
