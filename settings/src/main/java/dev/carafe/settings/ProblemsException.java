package dev.carafe.settings;

import java.util.List;
import java.util.stream.Collectors;

/// A text that a person wrote cannot be used: carries every mistake found in it, not only the
/// first.
public final class ProblemsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public ProblemsException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /// The mistakes, in the order of the text.
  public List<Problem> problems() {
    return problems;
  }
}
