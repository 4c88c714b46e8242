package dev.carafe.node.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;

/// A file of fixed size in which new entries overwrite the oldest.
///
/// It has no header, and no entry refers to another: whatever is damaged, by a power cut or by the
/// disk, costs the entries that it hits and no others. Where to go on is behind the entry with the
/// highest sequence number. One thread writes; any may read meanwhile.
final class Ring implements AutoCloseable {
  private static final int WINDOW = 64 << 10;

  private final Path path;
  private final FileChannel file;
  private final int size;
  private long next;
  private int position;

  /// What is told of each entry that is found.
  @FunctionalInterface
  interface Visitor {
    /// Whether to go on.
    boolean visit(Entry entry) throws IOException, InterruptedException;
  }

  private Ring(Path path, FileChannel file, int size) {
    this.path = path;
    this.file = file;
    this.size = size;
  }

  /// Opens a file, or makes it, and gives it its size: no disk that is full later can stop it.
  static Ring open(Path path, int size) throws IOException {
    if (size % EntryFormat.ALIGNMENT != 0 || size < 2 * EntryFormat.LARGEST) {
      throw new IllegalArgumentException(size + " bytes are no size of a ring");
    }
    Path folder = path.resolveSibling("");
    Files.createDirectories(folder);
    FileChannel file =
        FileChannel.open(
            path,
            EnumSet.of(
                StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Ring ring = new Ring(path, file, size);
      ring.fill();
      ring.seek();
      return ring;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private void fill() throws IOException {
    if (file.size() > size) {
      file.truncate(size);
    }
    ByteBuffer zeros = ByteBuffer.allocate(WINDOW);
    for (long at = file.size(); at < size; ) {
      at += file.write(zeros.clear().limit((int) Math.min(WINDOW, size - at)), at);
    }
    file.force(true);
  }

  private void seek() throws IOException {
    try {
      scan(
          file,
          0,
          size,
          (entry, end) -> {
            if (entry.sequence() >= next) {
              next = entry.sequence() + 1;
              position = end;
            }
            return true;
          });
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The sequence number of the entry that is written next.
  synchronized long next() {
    return next;
  }

  private synchronized int position() {
    return position;
  }

  /// Writes an entry that has the number [#next]. It may be lost with the power until [#force].
  void append(ByteBuffer entry) throws IOException {
    int length = entry.remaining();
    int at = position() + length > size ? 0 : position();
    for (int from = at; entry.hasRemaining(); ) {
      from += file.write(entry, from);
    }
    synchronized (this) {
      position = at + length;
      next++;
    }
  }

  /// Whatever was written is on the disk when this returns.
  void force() throws IOException {
    file.force(false);
  }

  /// Shows every entry that is whole, oldest first, up to those that were there when it began. It
  /// opens the file anew: a reader that is interrupted closes what it reads.
  void read(Visitor visitor) throws IOException, InterruptedException {
    int start;
    long end;
    synchronized (this) {
      start = position;
      end = next;
    }
    long[] seen = {-1};
    Found inOrder =
        (entry, _) -> {
          if (entry.sequence() <= seen[0] || entry.sequence() >= end) {
            return true; // it was overwritten meanwhile
          }
          seen[0] = entry.sequence();
          return visitor.visit(entry);
        };
    try (FileChannel own = FileChannel.open(path)) {
      if (scan(own, start, size, inOrder)) {
        scan(own, 0, start, inOrder);
      }
    }
  }

  @FunctionalInterface
  private interface Found {
    boolean visit(Entry entry, int end) throws IOException, InterruptedException;
  }

  /// Looks at every place where an entry may begin, but not inside one that is whole.
  ///
  /// @param to the first place where none begins any more
  /// @return whether it came to the end
  private boolean scan(FileChannel in, int from, int to, Found found)
      throws IOException, InterruptedException {
    ByteBuffer window = ByteBuffer.allocate(WINDOW);
    int begin = from;
    while (begin < to) {
      read(in, window.clear(), begin);
      boolean isLast = begin + WINDOW >= size || window.limit() < WINDOW;
      int last = isLast ? window.limit() : window.limit() - EntryFormat.LARGEST;
      int at = 0;
      while (at < last && begin + at < to) {
        if (!EntryFormat.isStart(window, at)) {
          at += EntryFormat.ALIGNMENT;
          continue;
        }
        Optional<Entry> entry = EntryFormat.read(window, at);
        at +=
            entry.isPresent()
                ? EntryFormat.size(EntryFormat.length(window, at))
                : EntryFormat.ALIGNMENT;
        if (entry.isPresent() && !found.visit(entry.get(), begin + at)) {
          return false;
        }
      }
      begin = isLast ? to : begin + at;
    }
    return true;
  }

  private void read(FileChannel in, ByteBuffer window, int begin) throws IOException {
    window.limit(Math.min(WINDOW, size - begin));
    while (window.hasRemaining()) {
      if (in.read(window, begin + window.position()) < 0) {
        break;
      }
    }
    window.flip();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
