package dev.carafe.node.recorder;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// An entry of the flight recorder.
///
/// @param sequence one more than the entry before has, over all boots
/// @param boot the kernel's id of the boot
/// @param time by the wall clock, in whole milliseconds
/// @param sinceStart since the kernel's start
/// @param data a JSON object
public record Entry(
    long sequence, UUID boot, Instant time, Duration sinceStart, EntryKind kind, String data) {

  /// The object of `docs/formats/recorder.md` on a line of its own.
  byte[] line() {
    String head =
        JsonWriter.write(
            Json.object()
                .with("sequence", sequence)
                .with("time", time.toString())
                .with("since_start_ms", sinceStart.toMillis())
                .with("boot", boot.toString())
                .with("kind", kind.word())
                .build());
    String line = head.substring(0, head.length() - 1) + ",\"data\":" + data + "}\n";
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
