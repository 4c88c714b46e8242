package dev.carafe.settings.schema;

import dev.carafe.settings.Position;
import java.util.List;

/// Something that a change of settings touches: which files are rendered, and what is run after
/// that, each a program with its arguments.
///
/// @param position where it is declared
public record Service(
    List<String> configurationFiles, List<List<String>> restartCommands, Position position) {

  public Service {
    configurationFiles = List.copyOf(configurationFiles);
    restartCommands = restartCommands.stream().map(List::copyOf).toList();
  }
}
