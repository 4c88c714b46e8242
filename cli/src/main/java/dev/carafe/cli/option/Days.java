package dev.carafe.cli.option;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How long something is valid, as a number of days.
public final class Days implements ITypeConverter<Duration> {
  private static final int MOST = 36_500;

  /// Made by the command line.
  public Days() {}

  @Override
  public Duration convert(String text) {
    try {
      int days = Integer.parseInt(text);
      if (days >= 0 && days <= MOST) {
        return Duration.ofDays(days);
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new TypeConversionException("'" + text + "' is no number of days from 0 to " + MOST);
  }
}
