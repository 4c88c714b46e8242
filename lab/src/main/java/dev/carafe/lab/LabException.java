package dev.carafe.lab;

/// The lab cannot do something. The message says "could not VERB NOUN: why".
public abstract class LabException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected LabException(String message) {
    super(message);
  }
}
