package dev.carafe.node.log;

import dev.carafe.node.log.LogFiles.LogFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/// The lines of a container's log files, one file after the other. A file is read to its end also
/// when it is set aside or deleted meanwhile.
final class LogFileReader implements AutoCloseable {
  private static final int BLOCK = 32 << 10;

  /// What a line has beyond so many bytes is left out.
  private static final int LONGEST = 64 << 10;

  private final LogFiles files;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).flip();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Optional<Open> open = Optional.empty();

  /// Where the next byte of the block stands in its file, and where the line began.
  private long offset;

  private long began;

  private record Open(LogFile file, FileChannel channel) {}

  /// A place in a file.
  record Place(Object identity, long offset) {}

  /// A line without its end.
  record Line(Place place, int attempt, String text) {}

  LogFileReader(LogFiles files) {
    this.files = files;
  }

  /// Goes to a place, and says whether its file is there still; stays at the beginning otherwise.
  boolean seek(Place place) throws IOException {
    for (LogFile file : files.all()) {
      if (file.identity().equals(place.identity()) && begin(file)) {
        offset = place.offset();
        began = offset;
        return true;
      }
    }
    return false;
  }

  /// The next line; empty where there is no whole one yet.
  Optional<Line> next() throws IOException {
    while (true) {
      while (block.hasRemaining()) {
        byte one = block.get();
        offset++;
        if (one == '\n') {
          return Optional.of(end());
        }
        if (line.size() < LONGEST) {
          line.write(one);
        }
      }
      if (!fill() && !goesOn()) {
        return Optional.empty();
      }
    }
  }

  /// Where the next line begins; empty where there is no file.
  Optional<Place> place() {
    return open.map(one -> new Place(one.file().identity(), began));
  }

  private Line end() {
    Open from = open.orElseThrow();
    Line ended =
        new Line(
            new Place(from.file().identity(), began),
            from.file().attempt(),
            line.toString(StandardCharsets.UTF_8));
    line.reset();
    began = offset;
    return ended;
  }

  private boolean fill() throws IOException {
    if (open.isEmpty()) {
      return false;
    }
    block.clear();
    int count = open.get().channel().read(block, offset);
    block.flip();
    return count > 0;
  }

  /// Whether there is more: a file behind the one that was read. The runtime wrote to that one
  /// until it had the other, so it is looked at once more.
  private boolean goesOn() throws IOException {
    Optional<LogFile> next = behind();
    return next.isPresent() && (fill() || begin(next.get()));
  }

  private Optional<LogFile> behind() throws IOException {
    List<LogFile> all = files.all();
    int next = 0; // where ours was deleted, all others are newer
    for (int i = 0; i < all.size(); i++) {
      if (open.isPresent() && all.get(i).identity().equals(open.get().file().identity())) {
        next = i + 1;
      }
    }
    return next < all.size() ? Optional.of(all.get(next)) : Optional.empty();
  }

  /// Whether it could be opened: it may have been set aside since it was seen.
  private boolean begin(LogFile file) throws IOException {
    try {
      FileChannel channel = FileChannel.open(file.path());
      close();
      open = Optional.of(new Open(file, channel));
      block.limit(0);
      line.reset();
      offset = 0;
      began = 0;
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().channel().close();
    }
  }
}
