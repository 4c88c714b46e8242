package dev.carafe.image.fat;

import java.time.Instant;
import java.util.regex.Pattern;

/// What a volume is called, and the time that all of its files bear.
///
/// @param label at most 11 upper-case letters, digits, underscores and hyphens
/// @param serial the volume's number, shown as `XXXX-XXXX`
public record FatVolume(String label, int serial, Instant time) {
  private static final Pattern LABEL = Pattern.compile("[A-Z0-9_-]{1,11}");

  public FatVolume {
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException("not the label of a FAT volume: " + label);
    }
  }

  /// The label as it is stored: filled up with blanks.
  String paddedLabel() {
    return label + " ".repeat(FatName.ALIAS_SIZE - label.length());
  }
}
