package dev.carafe.cli.key;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A key, as it is named on the command line.
public final class KeyReferenceConverter implements ITypeConverter<KeyReference> {
  /// Made by the command line.
  public KeyReferenceConverter() {}

  @Override
  public KeyReference convert(String text) {
    try {
      return KeyReference.parse(text, Path.of(""), System.getenv());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'%s' names no key: %s".formatted(text, e.getMessage()));
    }
  }
}
