package dev.carafe.image.content;

import dev.carafe.image.ImageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// The cache directory cannot be read or written: no space, no permission, a broken disk.
public final class CacheException extends ImageException {
  private static final long serialVersionUID = 1L;

  public CacheException(String verb, Path path, IOException cause) {
    super("could not %s %s: %s".formatted(verb, path, reason(cause)), cause);
  }

  /// `FileSystemException` repeats the path in its message, and some have no message at all.
  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    String message = cause.getMessage();
    return message == null || cause instanceof FileSystemException
        ? cause.getClass().getSimpleName()
        : message;
  }
}
