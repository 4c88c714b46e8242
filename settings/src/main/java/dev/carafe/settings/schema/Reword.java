package dev.carafe.settings.schema;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/// A setting whose words are others now. No two old words have one new word, and no new word is
/// also an old one, so that there is a way back.
public record Reword(Key at, Map<String, String> words) implements Reshaping {

  public Reword {
    words = Map.copyOf(words);
    if (!isReversible(words)) {
      throw new IllegalArgumentException("there is no way back from " + words);
    }
  }

  /// Whether words can be taken back.
  public static boolean isReversible(Map<String, String> words) {
    return new HashSet<>(words.values()).size() == words.size()
        && words.values().stream().noneMatch(words::containsKey);
  }

  @Override
  public SettingsTree forward(SettingsTree tree) {
    return replaced(tree, words);
  }

  @Override
  public SettingsTree backward(SettingsTree tree) {
    Map<String, String> back = new HashMap<>();
    words.forEach((before, after) -> back.put(after, before));
    return replaced(tree, back);
  }

  private SettingsTree replaced(SettingsTree tree, Map<String, String> others) {
    if (!(tree.get(at).orElse(new Json.Null()) instanceof Json.Text(String word))) {
      return tree;
    }
    String other = others.get(word);
    return other == null ? tree : tree.with(at, Json.of(other));
  }
}
