package dev.carafe.disk;

/// What is on a disk, or is to come onto one, is not what it must be: the family of all such
/// failures, one subclass for each violated rule, carrying the values. The message says "could not
/// VERB NOUN: why", with expected and found. That a device cannot be read or written is an
/// `IOException`.
public abstract class DiskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected DiskException(String message) {
    super(message);
  }

  protected DiskException(String message, Throwable cause) {
    super(message, cause);
  }
}
