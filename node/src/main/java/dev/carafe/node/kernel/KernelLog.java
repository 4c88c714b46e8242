package dev.carafe.node.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/// The kernel's log, record by record: first those that it still holds, then those that come.
///
/// The device gives a record a read. When records were overwritten before they were read, it says
/// so once by an error (`EPIPE`) and goes on behind the gap; so an error is no end, and the
/// sequence numbers tell how many are missing. A device that gives nothing but errors is opened
/// anew.
///
/// Source: [Linux, dev-kmsg](https://www.kernel.org/doc/Documentation/ABI/testing/dev-kmsg).
public final class KernelLog {
  /// More than the kernel gives at once (`PRINTK_MESSAGE_MAX`, each character escaped).
  private static final int LARGEST = 16 << 10;

  private static final int MOST_ERRORS = 8;

  private final Source source;
  private final Duration pause;
  private OptionalLong last = OptionalLong.empty();

  /// Where the records come from.
  @FunctionalInterface
  public interface Source {
    /// A channel that gives a whole record a read, from the oldest on.
    ReadableByteChannel open() throws IOException;
  }

  /// Who is told.
  public interface Listener {
    void heard(KernelMessage message) throws InterruptedException;

    /// So many records are gone that nobody has read.
    void lost(long count) throws InterruptedException;
  }

  /// @param pause before the device is opened anew
  public KernelLog(Source source, Duration pause) {
    this.source = source;
    this.pause = pause;
  }

  /// Reads until the device has an end, which the kernel's has not, or the thread is interrupted.
  ///
  /// @throws IOException where the device cannot be opened
  public void follow(Listener listener) throws IOException, InterruptedException {
    boolean more = true;
    while (more) {
      try (ReadableByteChannel device = source.open()) {
        more = read(device, listener);
      }
      if (more) {
        Thread.sleep(pause);
      }
    }
  }

  /// Whether there is more to come of a device that is opened anew.
  private boolean read(ReadableByteChannel device, Listener listener) throws InterruptedException {
    ByteBuffer record = ByteBuffer.allocate(LARGEST);
    int errors = 0;
    while (errors < MOST_ERRORS) {
      try {
        if (device.read(record.clear()) < 0) {
          return false;
        }
        errors = 0;
      } catch (IOException _) {
        errors++;
        continue;
      }
      String text = new String(record.array(), 0, record.position(), StandardCharsets.UTF_8);
      var message = KernelMessage.parse(text);
      if (message.isPresent()) {
        tell(message.get(), listener);
      }
    }
    return true;
  }

  private void tell(KernelMessage message, Listener listener) throws InterruptedException {
    long expected = last.isPresent() ? last.getAsLong() + 1 : message.sequence();
    if (message.sequence() < expected) {
      return; // it was told before the device was opened anew
    }
    if (message.sequence() > expected) {
      listener.lost(message.sequence() - expected);
    }
    last = OptionalLong.of(message.sequence());
    listener.heard(message);
  }
}
