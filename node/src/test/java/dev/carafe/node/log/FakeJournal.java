package dev.carafe.node.log;

import dev.carafe.node.host.LongProcesses;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.RunningProgram;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A journal in memory, and the program that reads it. What it writes is compared with the real one
/// in [JournalctlIT].
final class FakeJournal implements Processes, LongProcesses {
  private final List<String> lines = new ArrayList<>();
  private final List<List<String>> started = new ArrayList<>();

  /// An entry with this text, whose first word is a part of its cursor too.
  synchronized void append(String message) {
    lines.add(
        "{\"__CURSOR\":\"%s\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"%s\"}\n"
            .formatted(cursor(message), message));
    notifyAll();
  }

  static String cursor(String message) {
    return "s=1;m=" + message.split(" ", 2)[0];
  }

  /// The commands that were started to run on.
  synchronized List<List<String>> started() {
    return List.copyOf(started);
  }

  @Override
  public synchronized String run(List<String> command, String input) {
    return find(command).map(lines::get).orElse("");
  }

  @Override
  public synchronized RunningProgram start(List<String> command) {
    started.add(command);
    return new Reading(find(command).orElse(0));
  }

  private Optional<Integer> find(List<String> command) {
    for (String word : command) {
      for (int i = 0; word.startsWith("--cursor=") && i < lines.size(); i++) {
        if (lines.get(i).contains("\"" + word.substring("--cursor=".length()) + "\"")) {
          return Optional.of(i);
        }
      }
    }
    return Optional.empty();
  }

  /// Waits for what is appended until it is closed.
  private final class Reading extends InputStream implements RunningProgram {
    private int line;
    private int column;
    private boolean closed;

    Reading(int line) {
      this.line = line;
    }

    @Override
    public InputStream output() {
      return this;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      synchronized (FakeJournal.this) {
        while (!closed && line >= lines.size()) {
          try {
            FakeJournal.this.wait();
          } catch (InterruptedException _) {
            return -1;
          }
        }
        if (closed) {
          return -1;
        }
        byte[] bytes = lines.get(line).getBytes(StandardCharsets.UTF_8);
        int count = Math.min(length, bytes.length - column);
        System.arraycopy(bytes, column, buffer, offset, count);
        column += count;
        if (column == bytes.length) {
          line++;
          column = 0;
        }
        return count;
      }
    }

    @Override
    public void close() {
      synchronized (FakeJournal.this) {
        closed = true;
        FakeJournal.this.notifyAll();
      }
    }
  }
}
