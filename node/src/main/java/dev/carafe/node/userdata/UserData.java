package dev.carafe.node.userdata;

import dev.carafe.settings.Problem;
import java.util.List;
import java.util.Optional;

/// What the machine's user wants it to be. Only what is valid; the problems say what was left out.
public record UserData(
    Optional<String> motd, List<Mirror> mirrors, List<Pod> pods, List<Problem> problems) {

  public UserData {
    mirrors = List.copyOf(mirrors);
    pods = List.copyOf(pods);
    problems = List.copyOf(problems);
  }

  /// Of a machine that nobody told anything.
  public static UserData none() {
    return new UserData(Optional.empty(), List.of(), List.of(), List.of());
  }
}
