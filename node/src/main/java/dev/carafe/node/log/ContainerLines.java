package dev.carafe.node.log;

import dev.carafe.node.log.LogFileReader.Line;
import dev.carafe.node.log.LogFileReader.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a container wrote, from its log files; with the parts of a long line put together again.
final class ContainerLines implements LogLines {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /// Characters of what is put together; what is more is left out.
  private static final int LONGEST = 64 << 10;

  private final LogQuery query;
  private final LogQuery.ContainerName name;
  private final LogFileReader reader;
  private final Map<String, Parts> parts = new HashMap<>();
  private boolean over;

  /// What a stream has said of a line that has no end yet.
  private record Parts(Place place, StringBuilder text) {}

  private record Whole(Place place, LogLine.OfContainer line) {}

  /// @param query what is asked for of this container
  static ContainerLines open(LogFiles files, LogQuery query, LogQuery.ContainerName name)
      throws IOException {
    Optional<Place> start =
        query.lines().isPresent()
            ? new ContainerLines(files, query, name).last(query.lines().getAsInt())
            : Optional.empty();
    ContainerLines lines = new ContainerLines(files, query, name);
    if (start.isPresent()) {
      lines.reader.seek(start.get());
    }
    return lines;
  }

  private ContainerLines(LogFiles files, LogQuery query, LogQuery.ContainerName name) {
    this.query = query;
    this.name = name;
    this.reader = new LogFileReader(files);
  }

  /// Where the last lines begin that there are.
  private Optional<Place> last(int count) throws IOException {
    try (reader) {
      Deque<Place> begins = new ArrayDeque<>();
      for (Optional<Whole> line = read(); line.isPresent(); line = read()) {
        begins.addLast(line.get().place());
        if (begins.size() > count) {
          begins.removeFirst();
        }
      }
      return begins.isEmpty() ? reader.place() : Optional.of(begins.getFirst());
    }
  }

  @Override
  public Optional<LogLine> next(Duration longest) throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      Optional<Whole> line = read();
      if (line.isPresent()) {
        return Optional.of(line.get().line());
      }
      if (!query.follow()) {
        over = true;
        return Optional.empty();
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        return Optional.empty();
      }
      Thread.sleep(Duration.ofNanos(Math.min(left, BETWEEN_LOOKS.toNanos())));
    }
  }

  /// The next whole line that is not too old; empty where there is none yet.
  private Optional<Whole> read() throws IOException {
    for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
      Optional<CriLine> written = CriLine.parse(line.get().text());
      if (written.isPresent()) {
        Optional<Whole> whole = put(line.get(), written.get());
        if (whole.isPresent() && isWanted(whole.get().line())) {
          return whole;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Whole> put(Line line, CriLine written) {
    Parts begun =
        parts.computeIfAbsent(written.stream(), _ -> new Parts(line.place(), new StringBuilder()));
    int room = LONGEST - begun.text().length();
    begun.text().append(written.text(), 0, Math.min(room, written.text().length()));
    if (!written.whole()) {
      return Optional.empty();
    }
    parts.remove(written.stream());
    return Optional.of(
        new Whole(
            begun.place(),
            new LogLine.OfContainer(
                name, line.attempt(), written.time(), written.stream(), begun.text().toString())));
  }

  private boolean isWanted(LogLine.OfContainer line) {
    return query.since().isEmpty() || !line.time().isBefore(query.since().get());
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException _) {
      // it was only read
    }
  }
}
