package dev.carafe.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongPredicate;

/// Everything that a machine wrote to its disk and every flush, in their order, as QEMU's
/// `blklogwrites` notes them. From it a disk is made as a cut of the power may leave it: a disk
/// keeps what was flushed, and of what was not, anything.
///
/// Source: [Linux,
/// "dm-log-writes"](https://docs.kernel.org/admin-guide/device-mapper/log-writes.html) and `struct
/// log_write_entry` in `drivers/md/dm-log-writes.c`; little-endian, an entry a sector, its data
/// behind it.
public final class WriteLog {
  static final int SECTOR = 512;

  private static final long MAGIC = 0x6a736677736872L;
  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final List<Entry> entries;

  /// @param data where the data begins in the log, in bytes
  private record Entry(long sector, long sectors, long flags, long data) {
    private static final long FLUSH = 1;
    private static final long DISCARD = 4;

    boolean isFlush() {
      return (flags & FLUSH) != 0;
    }

    boolean isWrite() {
      return (flags & DISCARD) == 0 && sectors > 0;
    }

    long end() {
      return isWrite() ? data + sectors * SECTOR : data;
    }

    /// Of a place in the log where nothing was written yet.
    boolean isNothing() {
      return sectors == 0 && flags == 0;
    }
  }

  /// What became of the writes.
  ///
  /// @param kept were flushed
  /// @param spared were not, and are on the disk all the same
  /// @param torn are there in part
  /// @param lost are not there
  public record Remains(int kept, int spared, int torn, int lost) {}

  private WriteLog(Path file, List<Entry> entries) {
    this.file = file;
    this.entries = List.copyOf(entries);
  }

  /// Reads the log of a machine that has ended.
  ///
  /// @throws TornLogException if QEMU was stopped in the middle of an entry that others of the log
  ///   stand behind
  public static WriteLog read(Path file) throws IOException {
    try (FileChannel log = FileChannel.open(file)) {
      if (log.size() < SECTOR) {
        return new WriteLog(file, List.of());
      }
      ByteBuffer head = sector(log, 0);
      if (head.getLong(0) != MAGIC) {
        throw new IOException(file + " is no log of writes");
      }
      List<Entry> entries = entries(log);
      if (entries.size() < head.getLong(16)) {
        throw new TornLogException(file);
      }
      return new WriteLog(file, entries);
    }
  }

  private static List<Entry> entries(FileChannel log) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (long at = SECTOR; at + SECTOR <= log.size(); ) {
      ByteBuffer head = sector(log, at);
      Entry entry = new Entry(head.getLong(0), head.getLong(8), head.getLong(16), at + SECTOR);
      if (entry.isNothing() || entry.end() > log.size()) {
        return entries;
      }
      entries.add(entry);
      at = entry.end();
    }
    return entries;
  }

  private static ByteBuffer sector(FileChannel log, long at) throws IOException {
    ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    fill(sector, log, at);
    return sector;
  }

  private static void fill(ByteBuffer buffer, FileChannel file, long at) throws IOException {
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = file.read(buffer, at + buffer.position());
    }
  }

  /// The log as it would be had the power gone at a random write or flush, but not before the log
  /// was so long.
  ///
  /// @param bytes the size of the file at some time: all that was noted by then stays
  public WriteLog cutAfter(long bytes, Random random) {
    int certain = 0;
    while (certain < entries.size() && entries.get(certain).end() <= bytes) {
      certain++;
    }
    return new WriteLog(file, entries.subList(0, random.nextInt(certain, entries.size() + 1)));
  }

  /// The log as it would be had the power gone before or right behind a random one of some writes;
  /// empty where there are none of them.
  ///
  /// @param bytes the size of the file at some time: all that was noted by then stays
  /// @param sector whether writes that begin there are among them
  public Optional<WriteLog> cutAt(long bytes, LongPredicate sector, Random random) {
    List<Integer> moments = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.end() > bytes && entry.isWrite() && sector.test(entry.sector())) {
        moments.add(i);
        moments.add(i + 1);
      }
    }
    return moments.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new WriteLog(file, entries.subList(0, moments.get(random.nextInt(moments.size())))));
  }

  /// The first bytes of the disk as the machine has seen them at last.
  ///
  /// @param disk that the machine started with
  public byte[] head(Path disk, int bytes) throws IOException {
    byte[] head = new byte[bytes];
    try (FileChannel log = FileChannel.open(file);
        FileChannel start = FileChannel.open(disk)) {
      fill(ByteBuffer.wrap(head), start, 0);
      for (Entry entry : entries) {
        long from = entry.sector() * SECTOR;
        if (entry.isWrite() && from < bytes) {
          int count = (int) Math.min(bytes - from, entry.sectors() * SECTOR);
          ByteBuffer part = ByteBuffer.allocate(count);
          fill(part, log, entry.data());
          part.flip().get(head, (int) from, count);
        }
      }
    }
    return head;
  }

  /// Writes all of it to the disk that the machine started with: its power was not cut.
  public void keepOn(Path disk) throws IOException {
    try (FileChannel log = FileChannel.open(file);
        FileChannel target =
            FileChannel.open(disk, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (Entry entry : entries) {
        if (entry.isWrite()) {
          copy(log, target, entry, entry.sectors());
        }
      }
      target.force(true);
    }
  }

  /// Writes to the disk that the machine started with what a cut leaves on it: all that was
  /// flushed; each write after that whole, in part or not at all. Discarded sectors keep their
  /// content, as they may.
  public Remains leaveOn(Path disk, Random random) throws IOException {
    int kept = 0;
    Map<Fate, Integer> others = new EnumMap<>(Fate.class);
    int flushed = flushed();
    try (FileChannel log = FileChannel.open(file);
        FileChannel target =
            FileChannel.open(disk, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        if (!entry.isWrite()) {
          continue;
        }
        if (i < flushed) {
          kept++;
          copy(log, target, entry, entry.sectors());
        } else {
          Fate fate = Fate.of(entry.sectors(), random);
          others.merge(fate, 1, Integer::sum);
          copy(log, target, entry, fate.sectors(entry.sectors(), random));
        }
      }
      target.force(true);
    }
    return new Remains(
        kept,
        others.getOrDefault(Fate.SPARED, 0),
        others.getOrDefault(Fate.TORN, 0),
        others.getOrDefault(Fate.LOST, 0));
  }

  private enum Fate {
    SPARED,
    TORN,
    LOST;

    /// A single sector is there or not.
    static Fate of(long sectors, Random random) {
      Fate fate = values()[random.nextInt(values().length)];
      return fate == TORN && sectors == 1 ? LOST : fate;
    }

    long sectors(long all, Random random) {
      return switch (this) {
        case SPARED -> all;
        case TORN -> random.nextLong(1, all);
        case LOST -> 0;
      };
    }
  }

  /// How many entries there are up to the last flush.
  private int flushed() {
    int flushed = entries.size();
    while (flushed > 0 && !entries.get(flushed - 1).isFlush()) {
      flushed--;
    }
    return flushed;
  }

  private static void copy(FileChannel log, FileChannel target, Entry entry, long sectors)
      throws IOException {
    long bytes = sectors * SECTOR;
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, bytes));
    for (long done = 0; done < bytes; done += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK, bytes - done));
      while (chunk.hasRemaining()
          && log.read(chunk, entry.data() + done + chunk.position()) >= 0) {}
      put(chunk.flip(), target, entry.sector() * SECTOR + done);
    }
  }

  /// What is there already is not written: zeros take no room on a disk where nothing else was.
  private static void put(ByteBuffer chunk, FileChannel target, long at) throws IOException {
    ByteBuffer there = ByteBuffer.allocate(chunk.remaining());
    fill(there, target, at);
    if (there.flip().equals(chunk)) {
      return;
    }
    while (chunk.hasRemaining()) {
      target.write(chunk, at + chunk.position());
    }
  }

  /// The log does not tell what was on the disk.
  public static final class TornLogException extends LabException {
    private static final long serialVersionUID = 1L;

    TornLogException(Path file) {
      super("could not use " + file + ": the machine ended while an entry of it was written");
    }
  }
}
