package dev.carafe.node.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// A line as the runtime writes it: `TIME STREAM TAGS TEXT`.
///
/// Source: [CRI's log
/// format](https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md).
///
/// @param stream `stdout` or `stderr`
/// @param whole whether what the container wrote ends here
record CriLine(Instant time, String stream, boolean whole, String text) {

  /// Empty where it is no such line.
  static Optional<CriLine> parse(String line) {
    String[] words = line.split(" ", 4);
    if (words.length < 3 || !(words[1].equals("stdout") || words[1].equals("stderr"))) {
      return Optional.empty();
    }
    String tags = words[2];
    boolean part = tags.equals("P") || tags.startsWith("P:");
    try {
      Instant time = OffsetDateTime.parse(words[0]).toInstant();
      return Optional.of(new CriLine(time, words[1], !part, words.length < 4 ? "" : words[3]));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
