package dev.carafe.settings.generation;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.settings.json.JsonWriter;
import dev.carafe.settings.model.SettingsTree;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// A generation as a file: JSON, sealed. `docs/formats/settings-store.md` describes it.
final class GenerationFile {
  private static final String FORMAT = "carafe-settings 1";
  private static final String SUFFIX = ".json";
  private static final int DIGITS = 10;

  private GenerationFile() {}

  static String name(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + SUFFIX;
  }

  /// Which generation a file's name promises.
  static Optional<Long> number(String name) {
    if (name.length() < DIGITS + SUFFIX.length() || !name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String digits = name.substring(0, name.length() - SUFFIX.length());
    if (digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(digits));
  }

  static byte[] encode(Generation generation) {
    String json =
        JsonWriter.write(
            Json.object()
                .with("number", generation.number())
                .with("time", generation.time().toString())
                .with("author", generation.author())
                .with("note", generation.note())
                .with("settings", generation.settings().json())
                .build());
    return SealedText.seal(FORMAT, json);
  }

  /// @throws DamagedFileException where it is not what [#encode] wrote for the number
  static Generation decode(long number, byte[] file) throws DamagedFileException {
    Generation generation = generation(SealedText.open(FORMAT, file));
    if (generation.number() != number) {
      throw new DamagedFileException("it holds generation " + generation.number());
    }
    return generation;
  }

  private static Generation generation(String json) throws DamagedFileException {
    try {
      if (JsonReader.read(json) instanceof Json.Struct object
          && object.member("number").orElse(new Json.Null()) instanceof Json.Numeral(String number)
          && object.member("settings").orElse(new Json.Null()) instanceof Json.Struct settings) {
        return new Generation(
            Long.parseLong(number),
            Instant.parse(object.text("time").orElse("")),
            object.text("author").orElse(""),
            object.text("note").orElse(""),
            SettingsTree.of(settings));
      }
    } catch (JsonSyntaxException | NumberFormatException | DateTimeException e) {
      throw new DamagedFileException(String.valueOf(e.getMessage()));
    }
    throw new DamagedFileException("it is no generation");
  }
}
