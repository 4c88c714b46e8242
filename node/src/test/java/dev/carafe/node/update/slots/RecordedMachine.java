package dev.carafe.node.update.slots;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.device.BlockDevice;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.node.boot.KernelFolder;
import dev.carafe.node.boot.Kernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A machine's disk, and the files of its system partition, in memory. It remembers all that
/// happens to them, so that a test can look at whatever a cut of the power may leave; and it can be
/// made to fail.
final class RecordedMachine implements SystemDisk, Kernels {
  private static final long WHOLE = 0;

  private final byte[] disk;
  private final List<Event> log = new ArrayList<>();
  private Map<String, Inode> files;
  private long kernelRoom = 1 << 20;
  private long dataRoom = 1 << 20;
  private long lostBlock = -1;
  private long garbled = -1;
  private boolean garblesKernels;
  private int failAt = Integer.MAX_VALUE;

  /// What happened.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  sealed interface Event {
    /// Bytes were written, and may be anywhere on their way to the disk.
    ///
    /// @param device where the partition begins by whose device this was done; 0 for the whole disk
    record Write(long device, int offset, byte[] bytes) implements Event {}

    /// All that was written by a device has come there. What was written by another may be in the
    /// kernel's memory still.
    record Flush(long device) implements Event {}

    /// The names of the system partition may be like this from now on.
    record Names(Map<String, Inode> files) implements Event {}

    /// They are like the last.
    record Sync() implements Event {}
  }

  /// What a file holds. One that has two names is there once.
  static final class Inode {
    private final byte[] bytes;

    Inode(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    byte[] bytes() {
      return bytes.clone();
    }
  }

  RecordedMachine(byte[] disk, Map<String, Inode> files) {
    this.disk = disk.clone();
    this.files = new TreeMap<>(files);
  }

  byte[] disk() {
    return disk.clone();
  }

  Map<String, Inode> files() {
    return new TreeMap<>(files);
  }

  List<Event> log() {
    return List.copyOf(log);
  }

  /// How many events there were.
  int steps() {
    return log.size();
  }

  /// The step of this number, counted from now, from 0, fails.
  void failAt(int step) {
    failAt = log.size() + step;
  }

  /// What stands at a byte cannot be read any more.
  void loseBlockAt(long offset) {
    lostBlock = offset;
  }

  /// What is written to a byte comes out otherwise.
  void garbleAt(long offset) {
    garbled = offset;
  }

  /// So does what is written to the system partition.
  void garbleKernels() {
    garblesKernels = true;
  }

  void mend() {
    failAt = Integer.MAX_VALUE;
    lostBlock = -1;
  }

  /// So many bytes are free on the system partition.
  void kernelRoom(long bytes) {
    kernelRoom = bytes;
  }

  /// So many bytes are free on the data partition.
  void dataRoom(long bytes) {
    dataRoom = bytes;
  }

  long dataRoom() {
    return dataRoom;
  }

  private void log(Event event) throws IOException {
    if (log.size() >= failAt) {
      throw new IOException("Input/output error");
    }
    log.add(event);
  }

  @Override
  public <T> T table(SystemDisk.Look<T> look) throws IOException {
    return look.at(new Device(WHOLE));
  }

  @Override
  public <T> T changeTable(Use<T> use) throws IOException {
    return use.of(new Device(WHOLE));
  }

  @Override
  public <T> T read(Partition partition, SystemDisk.Look<T> look) throws IOException {
    return look.at(new Device(partition.offset()).slice(partition.offset(), partition.size()));
  }

  @Override
  public <T> T change(Partition partition, Use<T> use) throws IOException {
    return use.of(new Device(partition.offset()).slice(partition.offset(), partition.size()));
  }

  private final class Device implements BlockDevice {
    private final long id;

    Device(long id) {
      this.id = id;
    }

    @Override
    public long size() {
      return disk.length;
    }

    @Override
    public void fill(ByteBuffer target, long offset) throws IOException {
      if (offset <= lostBlock && lostBlock < offset + target.remaining()) {
        throw new IOException("Input/output error");
      }
      target.put(disk, (int) offset, target.remaining());
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      log(new Event.Write(id, (int) offset, copy));
      System.arraycopy(copy, 0, disk, (int) offset, copy.length);
      if (offset <= garbled && garbled < offset + copy.length) {
        disk[(int) garbled] ^= 1;
      }
    }

    @Override
    public void flush() throws IOException {
      log(new Event.Flush(id));
    }
  }

  @Override
  public <T> T look(String what, Kernels.Look<T> look) {
    try {
      return look.at(new Folder());
    } catch (IOException e) {
      throw failed(what, e);
    }
  }

  @Override
  public void change(String what, Change change) {
    try {
      change.to(new Folder());
    } catch (IOException e) {
      throw failed(what, e);
    }
  }

  private static UncheckedIOException failed(String what, IOException e) {
    return new UncheckedIOException("could not " + what + ": " + e.getMessage(), e);
  }

  private final class Folder implements KernelFolder {
    @Override
    public List<String> names() {
      return List.copyOf(files.keySet());
    }

    @Override
    public long room() {
      return kernelRoom;
    }

    @Override
    public long size(String name) throws IOException {
      return find(name).bytes.length;
    }

    @Override
    public <T> T read(String name, Reading<T> reading) throws IOException {
      return reading.of(ByteSource.of(find(name).bytes));
    }

    private Inode find(String name) throws IOException {
      Inode inode = files.get(name);
      if (inode == null) {
        throw new NoSuchFileException(name);
      }
      return inode;
    }

    /// Whatever a cut leaves of the content, it is not all of it.
    @Override
    public void write(String name, ByteSource content) throws IOException {
      demandFree(name);
      if (content.size() > kernelRoom) {
        throw new IOException("No space left on device");
      }
      byte[] bytes = content.bytes();
      bytes[bytes.length - 1] ^= (byte) (garblesKernels ? 1 : 0);
      byte[] torn = bytes.clone();
      Arrays.fill(torn, torn.length / 2, torn.length, (byte) 0);
      become(with(name, new Inode(torn)));
      become(with(name, new Inode(bytes)));
    }

    /// For a moment it may have both names.
    @Override
    public void rename(String from, String to) throws IOException {
      demandFree(to);
      Inode inode = find(from);
      become(with(to, inode));
      Map<String, Inode> after = new TreeMap<>(files);
      after.remove(from);
      become(after);
    }

    /// What has a second name loses its content.
    @Override
    public void delete(String name) throws IOException {
      Inode inode = find(name);
      Map<String, Inode> after = new TreeMap<>(files);
      after.remove(name);
      after.replaceAll((_, other) -> other == inode ? new Inode(new byte[0]) : other);
      become(after);
    }

    @Override
    public void sync() throws IOException {
      log(new Event.Sync());
    }

    private void demandFree(String name) throws IOException {
      if (files.containsKey(name)) {
        throw new FileAlreadyExistsException(name);
      }
    }

    private Map<String, Inode> with(String name, Inode inode) {
      Map<String, Inode> after = new TreeMap<>(files);
      after.put(name, inode);
      return after;
    }

    private void become(Map<String, Inode> after) throws IOException {
      log(new Event.Names(after));
      files = after;
    }
  }
}
