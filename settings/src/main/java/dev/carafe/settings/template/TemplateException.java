package dev.carafe.settings.template;

import dev.carafe.settings.Problem;

/// A template cannot be read, or cannot be rendered with the settings there are.
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  TemplateException(Problem problem) {
    super("could not render " + problem);
    this.problem = problem;
  }

  /// Where in the template, and what.
  public Problem problem() {
    return problem;
  }
}
