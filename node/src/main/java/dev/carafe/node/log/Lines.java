package dev.carafe.node.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The lines of a stream. A line that is longer than a limit is left out, so that nobody can make
/// this program hold as much as they like; a last line without its end is left out too.
final class Lines {
  private final InputStream in;
  private final int longest;
  private long leftOut;

  Lines(InputStream in, int longest) {
    this.in = new BufferedInputStream(in);
    this.longest = longest;
  }

  /// The next line; empty at the end. Waits for it.
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long length = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b != '\n') {
        length++;
        if (length <= longest) {
          line.write(b);
        }
      } else if (length <= longest) {
        return Optional.of(line.toString(StandardCharsets.UTF_8));
      } else {
        leftOut++;
        line = new ByteArrayOutputStream();
        length = 0;
      }
    }
    return Optional.empty();
  }

  /// How many lines were too long.
  long leftOut() {
    return leftOut;
  }
}
