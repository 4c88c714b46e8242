package dev.carafe.image.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program to run, with its arguments: the one door to processes.
///
/// It inherits nothing of the environment but what a program cannot do without, so that the user's
/// locale, time zone and settings change no byte that is made.
///
/// @param name the program's name in errors
/// @param words the program and its arguments
/// @param environment variables beyond the few that are always there
/// @param directory where it runs, if that matters
public record Command(
    String name, List<String> words, Map<String, String> environment, Optional<Path> directory) {
  private static final List<String> INHERITED = List.of("HOME", "PATH", "TMPDIR");
  private static final Map<String, String> FIXED =
      Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC", "LANG", "C.UTF-8");

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command without a program");
    }
  }

  /// A program by its path.
  public static Command of(String... words) {
    return new Command(nameOf(Path.of(words[0])), Arrays.asList(words), Map.of(), Optional.empty());
  }

  /// The same with more arguments.
  public Command with(String... arguments) {
    return with(Arrays.asList(arguments));
  }

  /// The same with more arguments.
  public Command with(List<String> arguments) {
    return new Command(
        name, Stream.concat(words.stream(), arguments.stream()).toList(), environment, directory);
  }

  /// The same with one more variable in its environment.
  public Command withEnvironment(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return new Command(name, words, more, directory);
  }

  /// The same in another directory.
  public Command in(Path place) {
    return new Command(name, words, environment, Optional.of(place));
  }

  /// Runs it, and gives what it wrote to its standard output.
  ///
  /// @throws CommandFailedException where it does not end with status 0
  public Outcome run() {
    return run(Input.NOTHING);
  }

  /// Runs it with some input, and gives what it wrote to its standard output.
  ///
  /// @throws CommandFailedException where it does not end with status 0
  public Outcome run(Input input) {
    return demandSuccess(outcome(input));
  }

  /// Runs it with its standard output going to a file.
  ///
  /// @throws CommandFailedException where it does not end with status 0
  public void runInto(Path output) {
    demandSuccess(outcome(Input.NOTHING, Redirect.to(output.toFile())));
  }

  /// Runs it, however it ends.
  public Outcome outcome(Input input) {
    return outcome(input, Redirect.PIPE);
  }

  /// Starts it and lets it run. Who starts it ends it.
  public Process start(Redirect input, Redirect output, Redirect errors) {
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectInput(input).redirectOutput(output).redirectError(errors);
    directory.ifPresent(place -> builder.directory(place.toFile()));
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(FIXED);
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CommandFailedException(this, e);
    }
  }

  /// What errors call the program.
  private static String nameOf(Path program) {
    return String.valueOf(program.getFileName());
  }

  private Outcome demandSuccess(Outcome outcome) {
    if (outcome.status() != 0) {
      throw new CommandFailedException(this, outcome);
    }
    return outcome;
  }

  /// Feeds and drains in threads of their own: a program may wait for its output to be read before
  /// it reads more input.
  private Outcome outcome(Input input, Redirect output) {
    Process process = start(Redirect.PIPE, output, Redirect.PIPE);
    try {
      CompletableFuture<byte[]> said = drained(process.getInputStream(), InputStream::readAllBytes);
      CompletableFuture<String> complained = drained(process.getErrorStream(), Tail::of);
      feed(process, input);
      int status = process.waitFor();
      return new Outcome(status, said.get(), complained.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException(this, e);
    } catch (ExecutionException e) {
      throw new CommandFailedException(this, e);
    } finally {
      process.destroyForcibly();
    }
  }

  /// A program that has enough closes its input; its status says whether that was well. A failure
  /// of the input's own is not the program's.
  private static void feed(Process process, Input input) {
    try (ProgramInput out = new ProgramInput(process.getOutputStream())) {
      input.writeTo(out);
    } catch (ProgramInput.ClosedException _) {
      // The status speaks.
    } catch (IOException e) {
      throw new UncheckedIOException("could not feed a program: " + e.getMessage(), e);
    }
  }

  private static <T> CompletableFuture<T> drained(InputStream in, Drain<T> drain) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (in) {
            result.complete(drain.read(in));
          } catch (IOException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  /// As a person would type it.
  @Override
  public String toString() {
    return words.stream()
        .map(word -> word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word + "'")
        .collect(Collectors.joining(" "));
  }

  /// What a program reads from its standard input.
  @FunctionalInterface
  public interface Input {

    /// Nothing at all.
    Input NOTHING = _ -> {};

    void writeTo(OutputStream out) throws IOException;
  }

  private interface Drain<T> {
    T read(InputStream in) throws IOException;
  }
}
