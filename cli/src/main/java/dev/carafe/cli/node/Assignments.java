package dev.carafe.cli.node;

import java.util.List;
import java.util.function.Function;

/// `KEY=VALUE` as arguments.
final class Assignments {
  private Assignments() {}

  static Edit of(List<String> words, Function<String, RuntimeException> mistake) {
    if (words.isEmpty()) {
      throw mistake.apply("nothing to set; write KEY=VALUE");
    }
    for (String word : words) {
      if (!Edit.Keys.isPair(word)) {
        throw mistake.apply("'" + word + "' is no KEY=VALUE");
      }
      if (word.contains("\n")) {
        throw mistake.apply("a value has more than one line; write --json '{\"KEY\": \"a\\nb\"}'");
      }
    }
    return new Edit.Pairs(words);
  }
}
