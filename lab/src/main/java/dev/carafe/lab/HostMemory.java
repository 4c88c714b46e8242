package dev.carafe.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The memory of this machine. Source: `proc_meminfo(5)`.
public final class HostMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable: +(\\d+) kB$");

  /// What QEMU takes beside the guest's.
  private static final long QEMU_MEGABYTES = 160;

  private HostMemory() {}

  /// Makes sure that a guest of some memory fits.
  ///
  /// @throws NotEnoughMemoryException if it does not
  public static void demand(int guestMegabytes) {
    OptionalLong available = availableMegabytes();
    long needed = guestMegabytes + QEMU_MEGABYTES;
    if (available.isPresent() && available.getAsLong() < needed) {
      throw new NotEnoughMemoryException(needed, available.getAsLong());
    }
  }

  private static OptionalLong availableMegabytes() {
    try {
      return availableMegabytes(Files.readString(MEMINFO));
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }

  static OptionalLong availableMegabytes(String meminfo) {
    Matcher matcher = AVAILABLE.matcher(meminfo);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)) >> 10)
        : OptionalLong.empty();
  }

  /// A guest would not fit.
  public static final class NotEnoughMemoryException extends LabException {
    private static final long serialVersionUID = 1L;

    NotEnoughMemoryException(long neededMegabytes, long availableMegabytes) {
      super(
          "could not start a machine: it needs %d MB of memory, %d MB are available"
              .formatted(neededMegabytes, availableMegabytes));
    }
  }
}
