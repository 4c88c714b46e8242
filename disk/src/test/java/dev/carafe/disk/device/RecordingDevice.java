package dev.carafe.disk.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/// A device in memory that remembers every write and every flush, and makes of them the disks that
/// a cut of the power may leave.
///
/// What was flushed is there. Of what was not, any writes are, in any order, and one of them
/// perhaps in part: some of its sectors. Up to ten writes between two flushes, all sets of them are
/// tried; of more, those that lack one, those that have one, each beginning, and some made at
/// random.
public final class RecordingDevice implements BlockDevice {
  private static final int ALL_SETS = 10;
  private static final int RANDOM_SETS = 200;

  private final byte[] before;
  private final byte[] now;
  private final List<Event> log = new ArrayList<>();

  /// What happened to the device.
  private sealed interface Event {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Write(int offset, byte[] bytes) implements Event {
      void applyTo(byte[] disk) {
        System.arraycopy(bytes, 0, disk, offset, bytes.length);
      }

      int sectors() {
        return Math.ceilDiv(bytes.length, SECTOR);
      }

      void applySector(byte[] disk, int sector) {
        int from = sector * SECTOR;
        System.arraycopy(bytes, from, disk, offset + from, Math.min(SECTOR, bytes.length - from));
      }
    }

    record Flush() implements Event {}
  }

  /// What must hold of every disk that a cut may leave.
  @FunctionalInterface
  public interface CutCheck {
    void check(String cut, RecordingDevice disk) throws IOException;
  }

  private RecordingDevice(byte[] content) {
    before = content.clone();
    now = content.clone();
  }

  /// A device that holds these bytes for good.
  public static RecordingDevice of(byte[] content) {
    return new RecordingDevice(content);
  }

  /// What is read from it now.
  public byte[] content() {
    return now.clone();
  }

  /// How often it was written to.
  public long writes() {
    return log.stream().filter(Event.Write.class::isInstance).count();
  }

  @Override
  public long size() {
    return now.length;
  }

  @Override
  public void fill(ByteBuffer target, long offset) {
    target.put(now, (int) offset, target.remaining());
  }

  @Override
  public void write(ByteBuffer bytes, long offset) throws IOException {
    Room.demand(this, bytes, offset);
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    Event.Write write = new Event.Write((int) offset, copy);
    write.applyTo(now);
    log.add(write);
  }

  @Override
  public void flush() {
    log.add(new Event.Flush());
  }

  /// Checks every disk that a cut may leave, from before the first write to after the last.
  public void everyCut(CutCheck check) throws IOException {
    byte[] settled = before.clone();
    List<Event.Write> pending = new ArrayList<>();
    int flushes = 0;
    for (Event event : log) {
      switch (event) {
        case Event.Write write -> pending.add(write);
        case Event.Flush _ -> {
          new Cuts("after " + flushes + " flushes", settled, pending, check).run();
          pending.forEach(write -> write.applyTo(settled));
          pending.clear();
          flushes++;
        }
      }
    }
    new Cuts("after " + flushes + " flushes", settled, pending, check).run();
  }

  /// The cuts between two flushes.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Cuts(String when, byte[] settled, List<Event.Write> pending, CutCheck check) {

    void run() throws IOException {
      for (BitSet set : sets()) {
        check("writes " + set, disk(set));
      }
      byte[] backwards = settled.clone();
      pending.reversed().forEach(write -> write.applyTo(backwards));
      check("writes in reverse", backwards);
      for (int write = 0; write < pending.size(); write++) {
        tear(write, new BitSet());
        tear(write, others(write));
      }
    }

    private List<BitSet> sets() {
      int count = pending.size();
      List<BitSet> sets = new ArrayList<>();
      if (count <= ALL_SETS) {
        long end = 1L << count;
        for (long bits = 0; bits < end; bits++) {
          sets.add(BitSet.valueOf(new long[] {bits}));
        }
        return sets;
      }
      Random random = new Random(count);
      for (int i = 0; i < count; i++) {
        BitSet one = new BitSet();
        one.set(i);
        BitSet beginning = new BitSet();
        beginning.set(0, i + 1);
        sets.addAll(List.of(one, beginning, others(i)));
      }
      for (int i = 0; i < RANDOM_SETS; i++) {
        BitSet some = new BitSet();
        random.ints(count / 2, 0, count).forEach(some::set);
        sets.add(some);
      }
      return sets;
    }

    private BitSet others(int write) {
      BitSet others = new BitSet();
      others.set(0, pending.size());
      others.clear(write);
      return others;
    }

    private void tear(int torn, BitSet whole) throws IOException {
      Event.Write write = pending.get(torn);
      int sectors = write.sectors();
      if (sectors > 1) {
        tear("first half", torn, whole, 0, sectors / 2, 1);
        tear("second half", torn, whole, sectors / 2, sectors, 1);
        tear("every other sector", torn, whole, 0, sectors, 2);
      }
    }

    private void tear(String part, int torn, BitSet whole, int from, int to, int step)
        throws IOException {
      byte[] disk = disk(whole);
      for (int sector = from; sector < to; sector += step) {
        pending.get(torn).applySector(disk, sector);
      }
      check("writes %s and the %s of %d".formatted(whole, part, torn), disk);
    }

    private byte[] disk(BitSet set) {
      byte[] disk = settled.clone();
      set.stream().forEach(write -> pending.get(write).applyTo(disk));
      return disk;
    }

    private void check(String what, byte[] disk) throws IOException {
      check.check(when + ": " + what, new RecordingDevice(disk));
    }
  }
}
