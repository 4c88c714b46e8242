package dev.carafe.cli;

import dev.carafe.settings.Problem;
import java.util.List;

/// A file and all that is wrong in it.
record CheckedFile(String name, List<Problem> problems) {
  CheckedFile {
    problems = List.copyOf(problems);
  }
}
