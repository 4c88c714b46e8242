package dev.carafe.cli.node;

import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.settings.Key;
import dev.carafe.settings.PlacedDocument;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.TomlDocument;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.settings.manifest.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// User data: TOML, JSON where it begins with `{`, or manifests. What the node finds wrong in it is
/// told with the place in the text, but for JSON.
///
/// @param whole the tables that are to be what is written here, and nothing else: those of
///   manifests
record SettingsDocument(Json.Struct settings, List<Key> whole, PlacedDocument written) {
  private static final String STANDARD_INPUT = "-";
  private static final String ROOT = "settings";

  SettingsDocument {
    whole = List.copyOf(whole);
  }

  /// Settings that nobody wrote into a file.
  ///
  /// @param source what problems call them
  static SettingsDocument of(String source, Json.Struct settings) {
    return new SettingsDocument(settings, List.of(), PlacedDocument.unplaced(source, settings));
  }

  /// @param file `-` for the standard input
  static SettingsDocument read(String file) {
    if (!file.equals(STANDARD_INPUT)) {
      return parse(file, PrivateFiles.read(Path.of(file)));
    }
    try {
      return parse("<stdin>", new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the standard input: " + e.getMessage(), e);
    }
  }

  /// @throws ProblemsException where the text is no user data
  static SettingsDocument parse(String source, String text) {
    if (Manifests.isManifest(source, text)) {
      return manifests(source, text);
    }
    return text.stripLeading().startsWith("{")
        ? of(source, withoutRoot(json(source, text)))
        : toml(source, text);
  }

  private static SettingsDocument toml(String source, String text) {
    List<Problem> problems = new ArrayList<>();
    PlacedDocument toml = TomlDocument.parse(source, text, problems);
    for (String key : toml.value().members().keySet()) {
      if (!key.equals(ROOT)) {
        problems.add(
            new Problem(
                toml.position(key), "'" + key + "' is no setting", "put it below [settings]"));
      }
    }
    if (problems.isEmpty()
        && toml.value().member(ROOT).orElse(Json.of("")) instanceof Json.Struct table) {
      return new SettingsDocument(table, List.of(), toml);
    }
    if (problems.isEmpty()) {
      problems.add(new Problem(toml.position(ROOT), "no table of settings", "write [settings]"));
    }
    throw new ProblemsException(problems);
  }

  private static SettingsDocument manifests(String source, String text) {
    List<Problem> problems = new ArrayList<>();
    PlacedDocument manifests = Manifests.read(source, text, problems);
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    Json.Struct settings = withoutRoot(manifests.value());
    List<Key> whole = new ArrayList<>();
    for (Map.Entry<String, Json> group : settings.members().entrySet()) {
      if (group.getValue() instanceof Json.Struct(Map<String, Json> tables)) {
        tables.keySet().forEach(name -> whole.add(Key.of(group.getKey(), name)));
      }
    }
    return new SettingsDocument(settings, whole, manifests);
  }

  private static Json.Struct withoutRoot(Json.Struct whole) {
    return whole.members().size() == 1
            && whole.member(ROOT).orElse(Json.of("")) instanceof Json.Struct table
        ? table
        : whole;
  }

  private static Json.Struct json(String source, String text) {
    try {
      if (JsonReader.read(text) instanceof Json.Struct struct) {
        return struct;
      }
      throw mistake(new Position(source, 1, 1), "no JSON object");
    } catch (JsonSyntaxException e) {
      throw mistake(new Position(source, e.line(), e.column()), String.valueOf(e.getMessage()));
    }
  }

  private static ProblemsException mistake(Position position, String found) {
    return new ProblemsException(List.of(new Problem(position, found, "write {...}")));
  }

  /// What the node said, with the places of the settings that it names.
  RuntimeException located(AnswerException answer) {
    if (answer.status() != 400) {
      return answer;
    }
    List<Problem> problems = new ArrayList<>();
    for (String line : answer.text().lines().toList()) {
      problems.add(new Problem(place(line), line, ""));
    }
    return new ProblemsException(problems);
  }

  private Position place(String line) {
    for (String word : line.split("[ ,;:]+", -1)) {
      if (word.startsWith(ROOT + ".")) {
        return written.position(word);
      }
    }
    return new Position(written.source(), 1, 1);
  }
}
