package dev.carafe.settings.value;

import dev.carafe.settings.Suggestion;
import java.util.List;
import java.util.Optional;

/// One of some words.
public record ChoiceType(List<String> words) implements TextType {

  public ChoiceType {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a choice of nothing");
    }
  }

  @Override
  public String name() {
    return "choice";
  }

  @Override
  public String noun() {
    return "one of " + String.join(", ", words);
  }

  @Override
  public String example() {
    return "\"" + words.getFirst() + "\"";
  }

  @Override
  public Optional<String> fault(String text) {
    if (words.contains(text)) {
      return Optional.empty();
    }
    return Optional.of(
        Suggestion.nearest(text, words)
            .map(meant -> "did you mean '" + meant + "'?")
            .orElse("it is none of " + String.join(", ", words)));
  }
}
