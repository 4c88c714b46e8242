package dev.carafe.node.log;

import dev.carafe.node.log.LogFileReader.Line;
import dev.carafe.node.log.LogFileReader.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
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
  private Optional<Whole> kept = Optional.empty();
  private long number;
  private boolean over;

  /// What a stream has said of a line that has no end yet.
  private record Parts(Place begins, long number, StringBuilder text) {}

  /// Where the first part of a line begins, the number of that part, and where the last part
  /// begins.
  private record Extent(Place begins, long number, Place ends) {}

  private record Whole(Extent extent, LogLine.OfContainer line) {}

  /// @param query what is asked for of this container
  static ContainerLines open(LogFiles files, LogQuery query, LogQuery.ContainerName name)
      throws IOException {
    ContainerLines lines = new ContainerLines(files, query, name);
    if (query.lines().isPresent()) {
      lines.begin(new ContainerLines(files, query, name).last(query.lines().getAsInt()));
    }
    return lines;
  }

  private ContainerLines(LogFiles files, LogQuery query, LogQuery.ContainerName name) {
    this.query = query;
    this.name = name;
    this.reader = new LogFileReader(files);
  }

  /// Where the last lines are.
  ///
  /// @param first where the first part of one of them begins
  /// @param ends where the last part of the first of them begins; empty where there is none
  private record Last(Optional<Place> first, Optional<Place> ends) {}

  private Last last(int count) throws IOException {
    try (reader) {
      Deque<Extent> extents = new ArrayDeque<>();
      for (Optional<Whole> line = read(); line.isPresent(); line = read()) {
        extents.addLast(line.get().extent());
        if (extents.size() > count) {
          extents.removeFirst();
        }
      }
      return extents.isEmpty()
          ? new Last(reader.place(), Optional.empty())
          : new Last(
              extents.stream().min(Comparator.comparingLong(Extent::number)).map(Extent::begins),
              Optional.of(extents.getFirst().ends()));
    }
  }

  /// Goes to the first of the last lines, past others that ended between its parts.
  private void begin(Last last) throws IOException {
    boolean there = last.first().isPresent() && reader.seek(last.first().get());
    Optional<Place> ends = last.ends().filter(_ -> there);
    while (ends.isPresent() && kept.isEmpty()) {
      Optional<Whole> line = read();
      if (line.isEmpty()) {
        return;
      }
      kept = line.filter(whole -> whole.extent().ends().equals(ends.get()));
    }
  }

  @Override
  public Optional<LogLine> next(Duration longest) throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      Optional<Whole> line = kept.isPresent() ? kept : read();
      kept = Optional.empty();
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
    long own = number++;
    Parts begun =
        parts.computeIfAbsent(
            written.stream(), _ -> new Parts(line.place(), own, new StringBuilder()));
    int room = LONGEST - begun.text().length();
    begun.text().append(written.text(), 0, Math.min(room, written.text().length()));
    if (!written.whole()) {
      return Optional.empty();
    }
    parts.remove(written.stream());
    return Optional.of(
        new Whole(
            new Extent(begun.begins(), begun.number(), line.place()),
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
