package dev.carafe.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A foreign tool that judges what we write.
public final class Oracle {
  private final Path program;

  private Oracle(Path program) {
    this.program = program;
  }

  /// The tool of this name. That it is missing is a failure: an oracle that is silent proves
  /// nothing.
  public static Oracle tool(String name) {
    return Stream.concat(
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")),
            Stream.of("/usr/sbin", "/sbin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Oracle::new)
        .orElseThrow(() -> new AssertionError("could not find the oracle " + name));
  }

  /// A file that comes with the tools, by its path without the first slash.
  public static Path file(String path) {
    Path file = Path.of("/", path);
    assertThat(file).isRegularFile();
    return file;
  }

  /// Runs the tool, which must succeed; gives all it says.
  public String run(Object... arguments) {
    Verdict verdict = judge(arguments);
    assertThat(verdict.status()).as("%s: %s", program, verdict.words()).isZero();
    return verdict.words();
  }

  /// Runs the tool; gives its exit status and all it says.
  public Verdict judge(Object... arguments) {
    List<String> words =
        Stream.concat(Stream.of(program), Arrays.stream(arguments)).map(Object::toString).toList();
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TZ", "UTC");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Verdict(process.waitFor(), said);
    } catch (IOException e) {
      throw new UncheckedIOException("could not run " + words + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + program + " ran", e);
    }
  }

  /// What a tool says.
  public record Verdict(int status, String words) {}
}
