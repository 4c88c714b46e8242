package dev.carafe.node.configuration;

import java.util.List;

/// A service with the files that it reads, and what is run when one of them has changed.
public record PlannedService(String name, List<PlannedFile> files, List<List<String>> commands) {

  public PlannedService {
    files = List.copyOf(files);
    commands = commands.stream().map(List::copyOf).toList();
  }
}
