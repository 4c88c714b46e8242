package dev.carafe.node.audit;

import dev.carafe.trust.audit.Act;
import dev.carafe.trust.audit.AuditEntry;
import dev.carafe.trust.audit.Head;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Who did what, a line an act, each line holding the digest of the one before.
///
/// A line is on the disk when [#record] returns. The files are opened when somebody first writes or
/// asks: a node starts without. What a power cut left of a line is cut off then, and the next line
/// says so; a line that only lacked its end is kept.
///
/// The format is written down in `docs/formats/audit-log.md`.
public final class AuditLog implements AutoCloseable {
  private static final long LARGEST_FILE = 1 << 20;
  private static final int FULL_FILES = 8;
  private static final int SHOWN = 200;

  private final LogFiles files;
  private final Clock clock;
  private final long largestFile;
  private Optional<FileChannel> file = Optional.empty();
  private Optional<String> problem = Optional.empty();
  private Head head = Head.NONE;
  private long length;

  private AuditLog(Path path, Clock clock, long largestFile) {
    this.files = new LogFiles(path);
    this.clock = clock;
    this.largestFile = largestFile;
  }

  /// The log in a file: goes on with it, or begins one. Where that is not possible, [#problem()]
  /// says so, and each [#record] tries again.
  public static AuditLog in(Path file, Clock clock) {
    return in(file, clock, LARGEST_FILE);
  }

  static AuditLog in(Path file, Clock clock, long largestFile) {
    return new AuditLog(file, clock, largestFile);
  }

  /// Writes down an act, durably.
  ///
  /// @throws UncheckedIOException where that failed; the log may have the act all the same
  public synchronized AuditEntry record(Act act) {
    FileChannel channel = opened();
    try {
      if (length >= largestFile) {
        channel = rotated();
      }
      AuditEntry entry = append(channel, act);
      problem = Optional.empty();
      return entry;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// Where the log ends, for keeping elsewhere.
  public synchronized Head head() {
    look();
    return head;
  }

  /// Why the log cannot be written at the moment; empty where it can.
  public synchronized Optional<String> problem() {
    look();
    return problem;
  }

  /// All files of the log, oldest first, for [dev.carafe.trust.audit.AuditCheck].
  public synchronized List<Path> files() {
    try {
      return files.all();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void look() {
    try {
      if (problem.isEmpty()) {
        opened();
      }
    } catch (UncheckedIOException _) {
      // problem() says so
    }
  }

  private FileChannel opened() {
    if (file.isPresent()) {
      return file.get();
    }
    try {
      FileChannel channel = files.openCurrent();
      file = Optional.of(channel);
      LogTail tail = LogTail.read(channel, headOfFullFiles());
      head = tail.head();
      length = tail.length();
      closeOff(channel, tail);
      return channel;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// Where the file ended that was full last.
  private Head headOfFullFiles() throws IOException {
    List<Path> full = files.full();
    if (full.isEmpty()) {
      return Head.NONE;
    }
    try (FileChannel last = FileChannel.open(full.getLast(), StandardOpenOption.READ)) {
      return LogTail.read(last, Head.NONE).head();
    }
  }

  private void closeOff(FileChannel channel, LogTail tail) throws IOException {
    String torn = tail.torn();
    if (torn.isEmpty()) {
      return;
    }
    if (tail.lacksOnlyItsEnd()) {
      write(channel, tail.tornBytes());
      return;
    }
    String detail =
        "cut off a line of "
            + torn.length()
            + " bytes that was not written to its end: "
            + torn.substring(0, Math.min(SHOWN, torn.length()));
    append(
        channel, new Act("carafe", "admin", "local", "repair", "audit", 200, Optional.of(detail)));
  }

  private AuditEntry append(FileChannel channel, Act act) throws IOException {
    AuditEntry entry = AuditEntry.after(head, clock.instant(), act);
    write(channel, entry.line());
    return entry;
  }

  /// Writes a line behind the last one that is whole, whatever else stands there.
  private void write(FileChannel channel, byte[] line) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
    channel.truncate(length);
    while (bytes.hasRemaining()) {
      channel.write(bytes, length + bytes.position());
    }
    channel.force(false);
    head = Head.of(head.number() + 1, line);
    length += line.length + 1;
  }

  private FileChannel rotated() throws IOException {
    close();
    files.rotate(head.number(), FULL_FILES);
    FileChannel channel = files.openCurrent();
    file = Optional.of(channel);
    length = 0;
    return channel;
  }

  private UncheckedIOException failed(IOException e) {
    problem = Optional.of("could not write the audit log: " + e.getMessage());
    close();
    return new UncheckedIOException(problem.get(), e);
  }

  @Override
  public synchronized void close() {
    if (file.isPresent()) {
      try {
        file.get().close();
      } catch (IOException _) {
        // each line is on the disk already
      }
      file = Optional.empty();
    }
  }
}
