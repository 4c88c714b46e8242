package dev.carafe.settings.reading;

/// A text is no compiled schema: the image is damaged, or the agent is of another release.
public final class CompiledSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CompiledSchemaException(String why) {
    super("could not read the schema of the settings: " + why);
  }
}
