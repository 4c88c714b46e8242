package dev.carafe.settings.generation;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.settings.json.JsonWriter;
import dev.carafe.settings.model.SettingsTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// A generation as a file: a line `carafe-settings 1 SHA256`, and below it the JSON that the digest
/// is of. `docs/formats/settings-store.md` describes it.
final class GenerationFile {
  private static final String MAGIC = "carafe-settings 1 ";
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
    byte[] json =
        JsonWriter.write(
                Json.object()
                    .with("number", generation.number())
                    .with("time", generation.time().toString())
                    .with("author", generation.author())
                    .with("note", generation.note())
                    .with("settings", generation.settings().json())
                    .build())
            .getBytes(StandardCharsets.UTF_8);
    byte[] head = (MAGIC + digest(json) + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] file = Arrays.copyOf(head, head.length + json.length);
    System.arraycopy(json, 0, file, head.length, json.length);
    return file;
  }

  /// @throws DamagedFileException where it is not what [#encode] wrote for the number
  static Generation decode(long number, byte[] file) throws DamagedFileException {
    int line = MAGIC.length() + 64;
    if (file.length <= line || file[line] != '\n') {
      throw new DamagedFileException("it has no first line");
    }
    String head = new String(file, 0, line, StandardCharsets.US_ASCII);
    byte[] json = Arrays.copyOfRange(file, line + 1, file.length);
    if (!head.startsWith(MAGIC)) {
      throw new DamagedFileException("it is of an unknown format");
    }
    if (!head.substring(MAGIC.length()).equals(digest(json))) {
      throw new DamagedFileException("its content does not have its digest");
    }
    Generation generation = generation(new String(json, StandardCharsets.UTF_8));
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

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
