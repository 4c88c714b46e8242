package dev.carafe.cli.node;

import dev.carafe.image.process.Command;
import dev.carafe.image.process.CommandFailedException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The terminal that the standard input is, by `stty`, the one program on every machine that knows.
///
/// @param saved how it was, in words that only `stty` understands
record LocalTerminal(String saved) {

  /// The number of characters in each direction.
  record Size(int rows, int columns) {}

  /// Empty where the standard input is no terminal, or there is no `stty`.
  static Optional<LocalTerminal> open() {
    return stty("-g").map(LocalTerminal::new);
  }

  /// Lets every key through as it is, until [#restore()]. The end of this process restores it too.
  void pass() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::restore));
    stty("raw", "-echo");
  }

  void restore() {
    stty(saved);
  }

  /// Empty where the terminal does not know.
  Optional<Size> size() {
    return stty("size").flatMap(LocalTerminal::size);
  }

  private static Optional<Size> size(String text) {
    String[] words = text.split(" ", -1);
    try {
      Size size = new Size(Integer.parseInt(words[0]), Integer.parseInt(words[words.length - 1]));
      return size.rows > 0 && size.columns > 0 ? Optional.of(size) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> stty(String... words) {
    try {
      Process process =
          Command.of("stty").with(words).start(Redirect.INHERIT, Redirect.PIPE, Redirect.DISCARD);
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    } catch (CommandFailedException | IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
