package dev.carafe.cli.release;

import dev.carafe.trust.release.Version;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads versions of releases.
public final class VersionConverter implements ITypeConverter<Version> {
  /// Made by the command line.
  public VersionConverter() {}

  @Override
  public Version convert(String text) {
    try {
      return Version.of(text);
    } catch (IllegalArgumentException _) {
      throw new TypeConversionException("'" + text + "' is no version; write 1.2.3");
    }
  }
}
