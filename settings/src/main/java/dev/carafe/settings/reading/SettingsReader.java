package dev.carafe.settings.reading;

import dev.carafe.settings.Key;
import dev.carafe.settings.PlacedDocument;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.Suggestion;
import dev.carafe.settings.TomlDocument;
import dev.carafe.settings.check.Rule;
import dev.carafe.settings.check.SettingsCheck;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.manifest.ContainerDeclaration;
import dev.carafe.settings.manifest.Manifests;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads settings as users write them, in this release's shape or an earlier one, and checks them
/// against a schema. Nothing valid is lost for a mistake beside it.
///
/// Source: [Bottlerocket settings](https://bottlerocket.dev/en/os/latest/#/api/settings/).
public final class SettingsReader {
  private static final String ROOT = "settings";

  private final Schema schema;
  private final List<Rule> rules;

  public SettingsReader(Schema schema) {
    this(schema, List.of());
  }

  /// @param rules that hold between settings
  public SettingsReader(Schema schema, List<Rule> rules) {
    this.schema = schema;
    this.rules = List.copyOf(rules);
  }

  /// Reads settings in any form.
  ///
  /// @param source what problems call the text
  /// @param problems where every mistake is added, in the order of the text
  /// @return what is valid in it
  public SettingsTree read(Form form, String source, String text, List<Problem> problems) {
    if (form == Form.TOML) {
      return readToml(source, text, problems);
    }
    List<Problem> found = new ArrayList<>();
    PlacedDocument document =
        form == Form.MANIFESTS
            ? Manifests.read(source, text, found)
            : ContainerDeclaration.read(source, text, found);
    return valid(document, found, problems);
  }

  /// Reads user data: a TOML document with a table `settings`.
  ///
  /// @param source what problems call the text
  /// @param problems where every mistake is added, in the order of the text
  /// @return what is valid in it
  public SettingsTree readToml(String source, String text, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    return valid(TomlDocument.parse(source, text, found), found, problems);
  }

  /// @param found what is wrong already
  private SettingsTree valid(PlacedDocument document, List<Problem> found, List<Problem> problems) {
    for (String key : document.value().members().keySet()) {
      if (!key.equals(ROOT)) {
        found.add(
            new Problem(
                document.position(key),
                "unknown key '" + key + "'",
                Suggestion.instead(key, List.of(ROOT))));
      }
    }
    Json settings = document.value().member(ROOT).orElse(Json.object().build());
    SettingsTree valid = SettingsTree.empty();
    if (settings instanceof Json.Struct table) {
      SettingsCheck check = new SettingsCheck(path -> place(document, path), found);
      valid = check.check(schema, schema.current(SettingsTree.of(table)).json());
      for (Key spoilt : document.spoilt()) {
        valid = valid.without(spoilt);
      }
      valid = agreeing(valid, path -> place(document, path), found);
    } else {
      found.add(new Problem(document.position(ROOT), "'settings' is no table", "write [settings]"));
    }
    found.sort(
        Comparator.<Problem>comparingInt(problem -> problem.position().line())
            .thenComparingInt(problem -> problem.position().column()));
    problems.addAll(found);
    return valid;
  }

  /// What of valid settings keeps the rules too.
  ///
  /// @param source what problems call them
  public SettingsTree agreeing(String source, SettingsTree valid, List<Problem> problems) {
    Position position = new Position(source, 1, 1);
    return agreeing(valid, _ -> position, problems);
  }

  private SettingsTree agreeing(
      SettingsTree valid, Function<String, Position> places, List<Problem> problems) {
    SettingsTree agreeing = valid;
    for (Rule rule : rules) {
      agreeing =
          rule.check(
              agreeing,
              (path, found, instead) ->
                  problems.add(new Problem(places.apply(path), found, instead)));
    }
    return agreeing;
  }

  /// A setting may have been written in an earlier shape, under another key.
  private Position place(PlacedDocument document, String path) {
    return document.position(document.has(path) ? path : schema.before(path));
  }

  /// Checks settings that came as JSON, without the outer `settings`, as `PATCH /settings` has
  /// them.
  ///
  /// @param source what problems call the request
  public SettingsTree readJson(String source, Json.Struct settings, List<Problem> problems) {
    Position position = new Position(source, 1, 1);
    Json.Struct reshaped = schema.current(SettingsTree.of(settings)).json();
    return new SettingsCheck(_ -> position, problems).check(schema, reshaped);
  }

  /// Checks `key=value` pairs, whose values' types the schema knows.
  ///
  /// @throws dev.carafe.settings.KeyException where a key is none
  public SettingsTree readPairs(String source, Map<String, String> pairs, List<Problem> problems) {
    return readJson(source, KeyPairs.tree(schema, pairs).json(), problems);
  }
}
