package dev.carafe.node.recorder;

import dev.carafe.node.http.LineStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Reads what the flight recorder has recorded. The file is read while the lines are sent: nothing
/// piles up here.
public final class RecordedEntries {
  private static final int MOST_READERS = 2;
  private static final int AHEAD = 16;

  private final Recorder recorder;
  private final Semaphore readers = new Semaphore(MOST_READERS);

  /// Takes an entry's line, with its end.
  @FunctionalInterface
  public interface Sink {
    void take(byte[] line) throws IOException, InterruptedException;
  }

  public RecordedEntries(Recorder recorder) {
    this.recorder = recorder;
  }

  /// Gives the entries that are asked for to a sink, oldest first.
  ///
  /// @return whether the boot was recorded at all
  public boolean read(EntryQuery query, Sink sink) throws IOException, InterruptedException {
    Optional<UUID> boot = boot(query.boot());
    if (boot.isEmpty()) {
      return false;
    }
    Wanted wanted = new Wanted(boot.get(), query, beginning(boot.get(), query));
    long first = query.last().isPresent() ? first(wanted, query.last().getAsInt()) : 0;
    recorder.read(entry -> {
      if (entry.sequence() >= first && wanted.has(entry)) {
        sink.take(entry.line());
      }
      return true;
    });
    return true;
  }

  /// @param beginning only what is not earlier, since the kernel's start
  private record Wanted(UUID boot, EntryQuery query, Duration beginning) {
    boolean has(Entry entry) {
      return entry.boot().equals(boot)
          && (query.kind().isEmpty() || query.kind().get() == entry.kind())
          && (query.since().isEmpty() || !entry.time().isBefore(query.since().get()))
          && entry.sinceStart().compareTo(beginning) >= 0;
    }
  }

  private Duration beginning(UUID boot, EntryQuery query) throws IOException, InterruptedException {
    if (query.before().isEmpty()) {
      return Duration.ZERO;
    }
    Duration[] end = {Duration.ZERO};
    recorder.read(entry -> {
      if (entry.boot().equals(boot) && entry.sinceStart().compareTo(end[0]) > 0) {
        end[0] = entry.sinceStart();
      }
      return true;
    });
    return end[0].minus(query.before().get());
  }

  /// The number of the first of the last so many.
  private long first(Wanted wanted, int count) throws IOException, InterruptedException {
    long[] numbers = new long[count];
    int[] found = {0};
    recorder.read(entry -> {
      if (count > 0 && wanted.has(entry)) {
        numbers[found[0] % count] = entry.sequence();
        found[0]++;
      }
      return true;
    });
    return count == 0 ? Long.MAX_VALUE : found[0] < count ? 0 : numbers[found[0] % count];
  }

  /// The boot that is so many before this one, of those that have entries.
  private Optional<UUID> boot(int back) throws IOException, InterruptedException {
    List<UUID> boots = new ArrayList<>();
    recorder.read(entry -> {
      if (!entry.boot().equals(recorder.boot())
          && (boots.isEmpty() || !boots.getLast().equals(entry.boot()))) {
        boots.add(entry.boot());
      }
      return true;
    });
    boots.add(recorder.boot());
    int index = boots.size() - 1 + back;
    return index >= 0 ? Optional.of(boots.get(index)) : Optional.empty();
  }

  /// Whether a boot was recorded.
  public boolean hasBoot(int boot) {
    try {
      return boot(boot).isPresent();
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Gets ready to send lines; empty where too many read already. What is returned is to be opened
  /// once.
  public Optional<LineStream.Source> lines(EntryQuery query) {
    return readers.availablePermits() > 0 ? Optional.of(() -> open(query)) : Optional.empty();
  }

  private LineStream open(EntryQuery query) throws IOException {
    if (!readers.tryAcquire()) {
      throw new IOException("too many read the flight recorder at once");
    }
    return new Lines(query);
  }

  /// Lines that a thread reads ahead of who takes them, a few.
  private final class Lines implements LineStream {
    private final BlockingQueue<Optional<byte[]>> waiting = new ArrayBlockingQueue<>(AHEAD);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread reader;
    private boolean over;

    Lines(EntryQuery query) {
      reader = Thread.ofPlatform().daemon().name("recorder-reader").start(() -> read(query));
    }

    private void read(EntryQuery query) {
      try {
        try {
          boolean _ = RecordedEntries.this.read(query, line -> waiting.put(Optional.of(line)));
        } catch (IOException _) {
          // the file was closed; what was read is sent
        }
        waiting.put(Optional.empty());
      } catch (InterruptedException _) {
        // nobody takes what is left
      }
    }

    @Override
    public Optional<byte[]> next(Duration longest) throws InterruptedException {
      Optional<byte[]> next = over ? null : waiting.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return Optional.empty();
      }
      over = next.isEmpty();
      return next;
    }

    @Override
    public boolean isOver() {
      return over;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        reader.interrupt();
        readers.release();
      }
    }
  }
}
