package dev.carafe.node.update.slots;

import dev.carafe.disk.device.BlockDevice;
import dev.carafe.node.update.slots.RecordedMachine.Event;
import dev.carafe.node.update.slots.RecordedMachine.Inode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// The machines that a cut of the power may leave of one to which something has happened.
///
/// Of what was not flushed any writes are there, in any order, and of one of them perhaps only some
/// sectors, or all but a half of one, although disks write those whole. Names that were not synced
/// are as they were after any change since the last time. Whatever the order in which both were
/// given up to the disk, each may have come first.
final class PowerCuts {
  /// How cuts are called once all has happened.
  static final String END = "at the end";

  private static final int ALL_SETS = 10;
  private static final int HALF = BlockDevice.SECTOR / 2;

  private final List<Event.Write> writes = new ArrayList<>();
  private final List<Map<String, Inode>> names = new ArrayList<>();
  private final Check check;
  private byte[] settled;
  private int count;

  /// What must hold of every machine.
  @FunctionalInterface
  interface Check {
    void of(String cut, RecordedMachine left) throws IOException;
  }

  private PowerCuts(RecordedMachine before, Check check) {
    this.settled = before.disk();
    this.names.add(before.files());
    this.check = check;
  }

  /// Checks every machine.
  ///
  /// @param before as it was before all this happened to it
  /// @return how many there were
  static int check(RecordedMachine before, List<Event> events, Check check) throws IOException {
    PowerCuts cuts = new PowerCuts(before, check);
    for (int i = 0; i < events.size(); i++) {
      cuts.happens("step " + i, events.get(i));
    }
    cuts.cut(END);
    return cuts.count;
  }

  private void happens(String when, Event event) throws IOException {
    switch (event) {
      case Event.Write write -> writes.add(write);
      case Event.Names(Map<String, Inode> files) -> names.add(files);
      case Event.Flush(long device) -> {
        cut(when);
        writes.stream().filter(write -> write.device() == device).forEach(this::settle);
        writes.removeIf(write -> write.device() == device);
      }
      case Event.Sync _ -> {
        cut(when);
        Map<String, Inode> last = names.getLast();
        names.clear();
        names.add(last);
      }
    }
  }

  private void settle(Event.Write write) {
    apply(write, settled);
  }

  private void cut(String when) throws IOException {
    for (BitSet set : sets(writes.size())) {
      leave(when + ", writes " + set, disk(set));
    }
    byte[] backwards = settled.clone();
    writes.reversed().forEach(write -> apply(write, backwards));
    leave(when + ", writes in reverse", backwards);
    for (int write = 0; write < writes.size(); write++) {
      tear(when, write, new BitSet());
      tear(when, write, others(write));
    }
  }

  /// All sets of a few writes; of more, those that have one, that lack one, and each beginning.
  private static List<BitSet> sets(int count) {
    List<BitSet> sets = new ArrayList<>();
    if (count <= ALL_SETS) {
      for (long bits = 0; bits < 1L << count; bits++) {
        sets.add(BitSet.valueOf(new long[] {bits}));
      }
      return sets;
    }
    for (int write = 0; write < count; write++) {
      BitSet one = new BitSet();
      one.set(write);
      BitSet beginning = new BitSet();
      beginning.set(0, write + 1);
      sets.addAll(List.of(one, others(write, count), beginning));
    }
    return sets;
  }

  private BitSet others(int write) {
    return others(write, writes.size());
  }

  private static BitSet others(int write, int count) {
    BitSet others = new BitSet();
    others.set(0, count);
    others.clear(write);
    return others;
  }

  private byte[] disk(BitSet set) {
    byte[] disk = settled.clone();
    set.stream().forEach(write -> apply(writes.get(write), disk));
    return disk;
  }

  private static void apply(Event.Write write, byte[] disk) {
    System.arraycopy(write.bytes(), 0, disk, write.offset(), write.bytes().length);
  }

  private void tear(String when, int torn, BitSet whole) throws IOException {
    int halves = writes.get(torn).bytes().length / HALF;
    tear(when + ", all but half a sector", torn, whole, half -> half < halves - 1);
    if (halves > 2) {
      tear(when + ", first half", torn, whole, half -> half < halves / 2);
      tear(when + ", second half", torn, whole, half -> half >= halves / 2);
      tear(when + ", every other sector", torn, whole, half -> half / 2 % 2 == 0);
    }
  }

  /// @param there which halves of sectors have come to the disk
  private void tear(String part, int torn, BitSet whole, IntPredicate there) throws IOException {
    byte[] disk = disk(whole);
    Event.Write write = writes.get(torn);
    for (int half = 0; half < write.bytes().length / HALF; half++) {
      if (there.test(half)) {
        System.arraycopy(write.bytes(), half * HALF, disk, write.offset() + half * HALF, HALF);
      }
    }
    leave("%s of write %d and writes %s".formatted(part, torn, whole), disk);
  }

  private void leave(String cut, byte[] disk) throws IOException {
    for (int i = 0; i < names.size(); i++) {
      count++;
      check.of(cut + ", names " + i, new RecordedMachine(disk, names.get(i)));
    }
  }
}
