package dev.carafe.cli.node;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How long something is valid, as a number of days.
final class Days implements ITypeConverter<Duration> {
  private static final int MOST = 36_500;

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
