package dev.carafe.node.recorder;

import dev.carafe.node.host.Journal;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// The node's flight recorder: what happened, on the data partition, so that it can be read after a
/// crash or a power cut. A power cut takes away the last second at most, and nothing that was
/// urgent.
///
/// Whoever has something to record never waits: it goes into a bounded queue, and what has no room
/// there is counted. One thread takes it to the disk. A disk that fails is tried again, and is no
/// reason for anything else not to work.
public final class Recorder {
  private static final int SIZE = 4 << 20;
  private static final int WAITING = 1024;
  private static final int CUT = 600;
  private static final Duration BETWEEN_FORCES = Duration.ofSeconds(1);
  private static final Duration BEFORE_RETRY = Duration.ofSeconds(60);

  private final Path path;
  private final int size;
  private final BooleanSupplier hasDisk;
  private final UUID boot;
  private final Journal journal;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong leftOut = new AtomicLong();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final ByteBuffer buffer =
      ByteBuffer.allocate(EntryFormat.LARGEST + EntryFormat.ALIGNMENT);
  private volatile Optional<Ring> ring = Optional.empty();

  /// Of the thread that writes, as is what follows.
  private final List<Runnable> undone = new ArrayList<>();

  private long forced = System.nanoTime();
  private boolean dirty;
  private boolean urgent;
  private boolean failing;

  /// @param done told when it is on the disk, or never will be
  private record Waiting(
      Instant time, long nanos, EntryKind kind, Json data, boolean urgent, Runnable done) {}

  /// @param path of the file, in a folder that is made
  /// @param hasDisk whether what is kept there outlasts the boot
  /// @param boot the kernel's id of this boot
  public Recorder(Path path, BooleanSupplier hasDisk, UUID boot, Journal journal) {
    this(path, SIZE, hasDisk, boot, journal);
  }

  Recorder(Path path, int size, BooleanSupplier hasDisk, UUID boot, Journal journal) {
    this.path = path;
    this.size = size;
    this.hasDisk = hasDisk;
    this.boot = boot;
    this.journal = journal;
  }

  /// Records something, within a second or so.
  public void record(EntryKind kind, Json data) {
    offer(new Waiting(Instant.now(), System.nanoTime(), kind, data, false, () -> {}));
  }

  /// Records something at once.
  public void recordUrgently(EntryKind kind, Json data) {
    offer(new Waiting(Instant.now(), System.nanoTime(), kind, data, true, () -> {}));
  }

  /// Records something and waits until it is on the disk, but not longer than that.
  public void recordAndWait(EntryKind kind, Json data, Duration limit) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    offer(new Waiting(Instant.now(), System.nanoTime(), kind, data, true, done::countDown));
    boolean _ = done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void offer(Waiting waiting) {
    if (!queue.offer(waiting)) {
      leftOut.incrementAndGet();
      waiting.done().run();
    }
  }

  /// Records something that waits elsewhere meanwhile: a second at most, until there is room.
  public void recordPatiently(EntryKind kind, Json data, boolean urgent) {
    try {
      Waiting waiting = new Waiting(Instant.now(), System.nanoTime(), kind, data, urgent, () -> {});
      if (!queue.offer(waiting, 1, TimeUnit.SECONDS)) {
        leftOut.incrementAndGet();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Counts something that was not even offered.
  public void leaveOut(long count) {
    leftOut.addAndGet(count);
  }

  /// The last entry of a kind of this boot, as JSON; waits until the file has been looked at.
  public Optional<String> last(EntryKind kind) throws InterruptedException {
    opened.await();
    String[] found = new String[1];
    try {
      read(entry -> {
        if (entry.kind() == kind && entry.boot().equals(boot)) {
          found[0] = entry.data();
        }
        return true;
      });
    } catch (IOException _) {
      // there is none that could be read
    }
    return Optional.ofNullable(found[0]);
  }

  UUID boot() {
    return boot;
  }

  /// Shows all entries that are in the file, oldest first.
  void read(Ring.Visitor visitor) throws IOException, InterruptedException {
    if (ring.isPresent()) {
      ring.get().read(visitor);
    }
  }

  /// Takes to the disk what is recorded, until the thread is interrupted.
  public void run() {
    try {
      open();
      opened.countDown();
      long retry = System.nanoTime() + BEFORE_RETRY.toNanos();
      while (true) {
        take();
        if (ring.isEmpty() && System.nanoTime() - retry > 0) {
          open();
          retry = System.nanoTime() + BEFORE_RETRY.toNanos();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void open() {
    if (!hasDisk.getAsBoolean()) {
      fail("there is no data partition");
      return;
    }
    try {
      ring = Optional.of(Ring.open(path, size));
      failing = false;
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  /// Waits for something to write; not for long while something is not forced yet. Of what is
  /// urgent, all that waits is forced at once: a flood must not cost a force an entry.
  private void take() throws InterruptedException {
    long wait =
        dirty
            ? Math.max(0, forced + BETWEEN_FORCES.toNanos() - System.nanoTime())
            : BEFORE_RETRY.toNanos();
    Waiting next = queue.poll(wait, TimeUnit.NANOSECONDS);
    try {
      if (next != null) {
        undone.add(next.done());
        urgent |= next.urgent();
        write(next);
      }
      if (!dirty || next == null || (urgent && queue.isEmpty()) || isTimeToForce()) {
        force();
      }
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
      close();
    }
  }

  private boolean isTimeToForce() {
    return System.nanoTime() - forced >= BETWEEN_FORCES.toNanos();
  }

  private void force() throws IOException {
    if (ring.isPresent() && dirty) {
      ring.get().force();
    }
    settle();
  }

  /// There is nothing any more that a disk could still take.
  private void settle() {
    dirty = false;
    urgent = false;
    forced = System.nanoTime();
    undone.forEach(Runnable::run);
    undone.clear();
  }

  private void write(Waiting waiting) throws IOException {
    if (ring.isEmpty()) {
      leftOut.incrementAndGet();
      return;
    }
    long gap = leftOut.getAndSet(0);
    if (gap > 0) {
      Json count = Json.object().with("left_out", gap).build();
      append(ring.get(), EntryKind.GAP, waiting.time(), waiting.nanos(), count);
    }
    append(ring.get(), waiting.kind(), waiting.time(), waiting.nanos(), waiting.data());
    if (!dirty) {
      forced = System.nanoTime(); // a second from here on
    }
    dirty = true;
  }

  private void append(Ring file, EntryKind kind, Instant time, long nanos, Json data)
      throws IOException {
    Entry entry = new Entry(file.next(), boot, time, Duration.ofNanos(nanos), kind, "");
    EntryFormat.write(entry, bytes(data), buffer.clear());
    file.append(buffer.flip());
  }

  /// What is too long is cut, and still an object.
  private static byte[] bytes(Json data) {
    String text = JsonWriter.write(data);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= EntryFormat.LARGEST_DATA) {
      return bytes;
    }
    Json cut = Json.object().with("cut", text.substring(0, CUT)).build();
    return JsonWriter.write(cut).getBytes(StandardCharsets.UTF_8);
  }

  private void fail(String why) {
    if (!failing) {
      journal.warning("the flight recorder does not record: " + path + ": " + why);
    }
    failing = true;
  }

  private void close() {
    settle();
    if (ring.isPresent()) {
      try {
        ring.get().close();
      } catch (IOException _) {
        // what could be written was
      }
      ring = Optional.empty();
    }
  }
}
