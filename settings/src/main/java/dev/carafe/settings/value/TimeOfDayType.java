package dev.carafe.settings.value;

import java.util.Optional;

/// A time of day by a clock of 24 hours, `HH:MM`, from `00:00` to `23:59`.
public record TimeOfDayType() implements TextType {

  @Override
  public String name() {
    return "time-of-day";
  }

  @Override
  public String noun() {
    return "a time of day";
  }

  @Override
  public String example() {
    return "\"22:30\"";
  }

  @Override
  public Optional<String> fault(String text) {
    if (text.length() != 5 || text.charAt(2) != ':') {
      return Optional.of("it has not the form HH:MM");
    }
    String hour = text.substring(0, 2);
    String minute = text.substring(3);
    return Characters.firstOther(hour + minute, Characters.DIGITS)
        .or(() -> isAbove(hour, "23") ? Optional.of("there is no hour " + hour) : Optional.empty())
        .or(() ->
            isAbove(minute, "59") ? Optional.of("there is no minute " + minute) : Optional.empty());
  }

  private static boolean isAbove(String digits, String highest) {
    return digits.compareTo(highest) > 0;
  }
}
