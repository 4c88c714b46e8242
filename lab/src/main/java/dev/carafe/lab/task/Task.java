package dev.carafe.lab.task;

import dev.carafe.image.oci.LayerStack;
import dev.carafe.image.oci.OciImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a machine is to run.
///
/// @param command the program and its arguments: a path, or a name that is looked for in `PATH`
/// @param environment its variables
/// @param folder where it runs
/// @param owner as whom
public record Task(
    List<String> command, Map<String, String> environment, String folder, Owner owner) {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  public Task {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty() || command.getFirst().isEmpty()) {
      throw new NoCommandException();
    }
  }

  /// As root in `/`, with the variables that every container has.
  public static Task of(List<String> command) {
    return new Task(command, environment(List.of(), Map.of(), "/root"), "/", Owner.ROOT);
  }

  /// What an image says, but for what somebody else says.
  ///
  /// @param command in place of the image's own arguments, where it is not empty
  /// @param more variables beside the image's, or in their place
  /// @throws Owner.UnknownOwnerException where the image has no such user
  /// @throws NoCommandException where nobody says what to run
  public static Task of(
      OciImage.Config config, LayerStack files, List<String> command, Map<String, String> more)
      throws IOException {
    Owner owner =
        Owner.of(
            config.user().orElse(""),
            files.text("etc/passwd").orElse(""),
            files.text("etc/group").orElse(""));
    return new Task(
        Stream.concat(
                config.entrypoint().stream(),
                (command.isEmpty() ? config.command() : command).stream())
            .toList(),
        environment(config.environment(), more, owner.home()),
        config.workingDirectory().orElse("/"),
        owner);
  }

  /// The same with more variables, or others in their place.
  public Task with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new Task(command, all, folder, owner);
  }

  private static Map<String, String> environment(
      List<String> lines, Map<String, String> more, String home) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("PATH", PATH);
    all.put("HOME", home);
    for (String line : lines) {
      String[] pair = line.split("=", 2);
      all.put(pair[0], pair.length > 1 ? pair[1] : "");
    }
    all.putAll(more);
    return all;
  }

  /// Where its program is looked for.
  String searchPath() {
    return environment.getOrDefault("PATH", PATH);
  }

  /// Neither an image nor anybody else says what is to be run.
  public static final class NoCommandException extends TaskException {
    private static final long serialVersionUID = 1L;

    NoCommandException() {
      super("could not run the task: its image says no command; give one by --command");
    }
  }
}
