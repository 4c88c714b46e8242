package dev.carafe.lab.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How fast this machine's processor counts: an emulated one counts as fast, and its kernel finds
/// nothing in a `microvm` by which it could measure that.
///
/// It is what the kernel takes for the processor's pace, which is right where that does not change:
/// in virtual machines, where QEMU has to emulate. Elsewhere an emulated guest's clock goes wrong
/// by as much as this.
final class TimeStampCounter {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Pattern PACE = Pattern.compile("(?m)^cpu MHz\\s*: (\\d+)\\.(\\d{3})\\d*$");

  private TimeStampCounter() {}

  /// Its pace in kHz; nothing where this machine does not say.
  static Optional<Long> kilohertz() {
    try {
      return kilohertz(Files.readString(PROCESSORS));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  static Optional<Long> kilohertz(String processors) {
    Matcher pace = PACE.matcher(processors);
    return pace.find()
        ? Optional.of(Long.parseLong(pace.group(1)) * 1000 + Long.parseLong(pace.group(2)))
        : Optional.empty();
  }
}
