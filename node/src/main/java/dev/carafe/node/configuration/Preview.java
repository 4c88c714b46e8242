package dev.carafe.node.configuration;

import dev.carafe.settings.Problem;
import java.util.List;
import java.util.Optional;

/// What applying settings would do to the host.
///
/// @param files those that would change
/// @param commands that would be run
/// @param problems that can be foreseen
public record Preview(List<FileChange> files, List<List<String>> commands, List<Problem> problems) {

  /// A file before and after; empty where there is none.
  public record FileChange(String path, Optional<String> before, Optional<String> after) {}

  public Preview {
    files = List.copyOf(files);
    commands = List.copyOf(commands);
    problems = List.copyOf(problems);
  }
}
