package dev.carafe.node.health;

import dev.carafe.node.host.DataPartition;
import dev.carafe.node.pods.Fields;
import dev.carafe.node.settings.Note;
import dev.carafe.node.status.FailedGate;
import dev.carafe.node.status.FailedTrial;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// Where a boot that is given up says why, for the system that runs after it. The format is
/// described in `docs/formats/failed-trial.md`.
///
/// @param file on the data partition, which both have
/// @param data that partition
public record FailedTrialFile(Path file, DataPartition data) {

  /// The last boot that was given up.
  ///
  /// @throws IOException where the file cannot be read, or says something else
  public Optional<FailedTrial> read() throws IOException {
    String text = note().read();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (JsonReader.read(text) instanceof Json.Struct trial) {
        return Optional.of(
            new FailedTrial(
                trial.text("entry").orElse(""),
                Instant.parse(trial.text("time").orElse("")),
                trial.objects("gates").stream().map(FailedTrialFile::gate).toList()));
      }
    } catch (JsonSyntaxException | DateTimeException _) {
      // said below
    }
    throw new IOException(file + " does not say why a boot was given up");
  }

  private static FailedGate gate(Json.Struct gate) {
    return new FailedGate(
        gate.text("name").orElse(""), gate.text("reason").orElse(""), Fields.texts(gate, "log"));
  }

  /// Keeps it, so that a power cut does not take it away once this returns.
  ///
  /// @throws IOException where it cannot be kept
  void write(FailedTrial trial) throws IOException {
    if (!data.isMounted()) {
      throw new IOException("there is no data partition");
    }
    note().write(JsonWriter.write(json(trial)) + "\n");
  }

  /// Takes it away, for good.
  void delete() throws IOException {
    note().delete();
  }

  private Note note() {
    return new Note(file);
  }

  private static Json.Struct json(FailedTrial trial) {
    return Json.object()
        .with("entry", trial.entry())
        .with("time", trial.time().toString())
        .with("gates", Json.of(trial.gates().stream().map(FailedTrialFile::json).toList()))
        .build();
  }

  private static Json json(FailedGate gate) {
    return Json.object()
        .with("name", gate.name())
        .with("reason", gate.reason())
        .with("log", Json.of(gate.log().stream().map(Json::of).toList()))
        .build();
  }
}
