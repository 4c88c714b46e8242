package dev.carafe.node.problems;

import dev.carafe.node.kernel.KernelLog;
import dev.carafe.node.kernel.KernelMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What becomes of the kernel's messages: they are recorded, as far as the flight recorder has room
/// for them, and those that tell of a problem are looked at.
public final class KernelLogWatch implements KernelLog.Listener {
  private static final int MOST_GRAVE = 1000;
  private static final int MOST_OTHERS = 2000;
  private static final Duration GRAVE = Duration.ofMillis(50);
  private static final Duration OTHERS = Duration.ofMillis(200);
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final long MICROS_A_MILLI = 1000;

  private final KernelProblems kernel = new KernelProblems();
  private final Pace grave = new Pace(MOST_GRAVE, GRAVE);
  private final Pace others = new Pace(MOST_OTHERS, OTHERS);
  private final ProblemWatch watch;
  private final OptionalLong known;
  private final Consumer<KernelMessage> recorder;
  private final Runnable leftOut;

  /// @param known the last message that was recorded before an earlier end of the agent
  /// @param recorder takes a message, and may wait a little
  /// @param leftOut told of each message that is not recorded
  public KernelLogWatch(
      ProblemWatch watch, OptionalLong known, Consumer<KernelMessage> recorder, Runnable leftOut) {
    this.watch = watch;
    this.known = known;
    this.recorder = recorder;
    this.leftOut = leftOut;
  }

  @Override
  public void heard(KernelMessage message) {
    boolean isNew = known.isEmpty() || message.sequence() > known.getAsLong();
    if (isNew) {
      if ((message.isGrave() ? grave : others).allows(System.nanoTime())) {
        recorder.accept(message);
      } else {
        leftOut.run();
      }
    }
    kernel.find(message).ifPresent(finding -> watch.hear(finding, time(message.micros()), isNew));
  }

  /// When it was, by the wall clock as it goes now.
  private static Instant time(long micros) {
    long ago = System.nanoTime() / NANOS_A_MILLI - micros / MICROS_A_MILLI;
    return Instant.ofEpochMilli(System.currentTimeMillis() - ago);
  }

  @Override
  public void lost(long count) {
    watch.hear(
        Finding.event(
            ProblemKind.KERNEL_LOG_LOST,
            count + " messages of the kernel were overwritten before they could be read",
            Map.of()),
        Instant.ofEpochMilli(System.currentTimeMillis()),
        true);
  }
}
