package dev.carafe.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A program of the host: the one door to processes.
public record HostCommand(List<String> words) {

  public HostCommand {
    words = List.copyOf(words);
  }

  /// A program with its arguments.
  public static HostCommand of(String... words) {
    return new HostCommand(List.of(words));
  }

  /// Runs it with a text as its input and waits.
  ///
  /// @throws HostCommandException if it cannot run or does not succeed
  public void run(String input) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new HostCommandException(words, "status " + status + ": " + output);
      }
    } catch (IOException e) {
      throw new HostCommandException(words, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostCommandException(words, "interrupted");
    }
  }

  /// A program of the host did not do what it should.
  static final class HostCommandException extends NodeException {
    private static final long serialVersionUID = 1L;

    HostCommandException(List<String> words, String why) {
      super("could not run %s: %s".formatted(String.join(" ", words), why));
    }
  }
}
