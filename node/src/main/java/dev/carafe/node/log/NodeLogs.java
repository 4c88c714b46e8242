package dev.carafe.node.log;

import dev.carafe.node.host.LongProcesses;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.http.LineStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// What was said on the node: by its system in the journal, by its containers in their logs.
public final class NodeLogs {
  /// Each has a thread, and a program or a file.
  private static final int MOST_READERS = 16;

  private final Path pods;
  private final Journalctl journalctl;
  private final Semaphore readers = new Semaphore(MOST_READERS);

  /// @param root below which is `journalctl`
  /// @param pods the folder that has one of each pod, with one of each container
  public NodeLogs(Path root, Path pods, Processes processes, LongProcesses longProcesses) {
    this.pods = pods;
    this.journalctl =
        new Journalctl(
            List.of(root.resolve("usr/bin/journalctl").toString()), processes, longProcesses);
  }

  /// The containers of a pod that have logs; none where there is no such pod.
  public List<String> containers(String pod) {
    Path folder = pods.resolve(pod);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> containers = Files.list(folder)) {
      return containers
          .filter(Files::isDirectory)
          .map(container -> String.valueOf(container.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list " + folder + ": " + e.getMessage(), e);
    }
  }

  /// Whether the journal has a boot; 0 is this one, -1 the one before.
  public boolean hasBoot(int boot) {
    return journalctl.hasBoot(boot);
  }

  /// Gets ready to read; empty where too many do already. What is returned is to be opened once.
  ///
  /// @param json whether lines are for a program
  public Optional<LineStream.Source> read(LogQuery query, boolean json) {
    return readers.availablePermits() > 0 ? Optional.of(() -> open(query, json)) : Optional.empty();
  }

  private LineStream open(LogQuery query, boolean json) throws IOException {
    if (!readers.tryAcquire()) {
      throw new IOException("too many read logs at once");
    }
    try {
      return new Formatted(lines(query), query.text(), json, readers);
    } catch (IOException | ProgramFailedException e) {
      readers.release();
      throw new IOException("could not read logs: " + e.getMessage(), e);
    }
  }

  private LogLines lines(LogQuery query) throws IOException {
    return query.container().isPresent()
        ? container(query, query.container().get())
        : new JournalLines(journalctl.read(query));
  }

  private LogLines container(LogQuery query, LogQuery.ContainerName name) throws IOException {
    Path folder = pods.resolve(name.pod()).resolve(name.container());
    return ContainerLines.open(new LogFiles(folder), query, name);
  }

  /// Lines as they are sent.
  private record Formatted(
      LogLines lines,
      Optional<SoughtText> text,
      boolean json,
      Semaphore readers,
      AtomicBoolean closed)
      implements LineStream {

    Formatted(LogLines lines, Optional<SoughtText> text, boolean json, Semaphore readers) {
      this(lines, text, json, readers, new AtomicBoolean());
    }

    @Override
    public Optional<byte[]> next(Duration longest) throws IOException, InterruptedException {
      long end = System.nanoTime() + longest.toNanos();
      Optional<LogLine> line = lines.next(longest);
      while (line.isPresent() && !isWanted(line.get())) {
        long left = end - System.nanoTime();
        line = left > 0 ? lines.next(Duration.ofNanos(left)) : Optional.empty();
      }
      return line.map(this::bytes);
    }

    private boolean isWanted(LogLine line) {
      return text.isEmpty() || text.get().isIn(line.message());
    }

    private byte[] bytes(LogLine line) {
      return json ? line.json() : (printable(line.text()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// What would move a terminal's cursor, or end the line, is shown and not done.
    private static String printable(String text) {
      StringBuilder shown = new StringBuilder(text.length());
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        shown.append(
            Character.isISOControl(c) && c != '\t' ? (char) (c < ' ' ? 0x2400 + c : 0xFFFD) : c);
      }
      return shown.toString();
    }

    @Override
    public boolean isOver() {
      return lines.isOver();
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        lines.close();
        readers.release();
      }
    }
  }
}
