package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.RunningProgram;
import dev.carafe.node.http.LineStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The journal's lines; what is asked of `journalctl` is [JournalctlIT]'s to try with the real one.
@Timeout(30)
class NodeLogsTest {
  private static final LogQuery ALL =
      new LogQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          false,
          0);

  @TempDir Path root;

  private final List<List<String>> started = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private NodeLogs logs(InputStream output) {
    return new NodeLogs(
        root,
        root.resolve("var/log/pods"),
        (command, _) -> {
          throw new ProgramFailedException(command, "no such boot");
        },
        command -> {
          started.add(command);
          return new RunningProgram() {
            @Override
            public InputStream output() {
              return output;
            }

            @Override
            public void close() {
              ended.countDown();
            }
          };
        });
  }

  private static InputStream entries(String... messages) {
    StringBuilder lines = new StringBuilder();
    for (String message : messages) {
      lines.append(
          """
          {"__CURSOR":"c","__REALTIME_TIMESTAMP":"1000000","SYSLOG_IDENTIFIER":"one","_PID":"7","MESSAGE":"%s"}
          """
              .formatted(message));
    }
    return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> read(NodeLogs logs, LogQuery query, boolean json)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    try (LineStream stream = logs.read(query, json).orElseThrow().open()) {
      while (!stream.isOver()) {
        stream
            .next(Duration.ofSeconds(10))
            .ifPresent(line -> lines.add(new String(line, StandardCharsets.UTF_8)));
      }
    }
    return lines;
  }

  @Test
  void linesForAPersonMoveNoCursor() throws Exception {
    assertThat(read(logs(entries("plain\\ttext", "\\u001b[2Jgone\\nand more")), ALL, false))
        .containsExactly(
            "1970-01-01T00:00:01.000000Z one[7]: plain\ttext\n",
            "1970-01-01T00:00:01.000000Z one[7]: ␛[2Jgone␊and more\n");
  }

  @Test
  void linesForAProgramAreThoseOfTheLogServers() throws Exception {
    assertThat(read(logs(entries("a\\nb")), ALL, true))
        .containsExactly(
            """
            {"time":"1970-01-01T00:00:01.000000Z","severity":"info","facility":3,"identifier":"one","pid":"7","message":"a\\nb","cursor":"c"}
            """);
  }

  @Test
  void onlyWhatIsSoughtIsGiven() throws Exception {
    LogQuery query =
        new LogQuery(
            Optional.of("containerd.service"),
            Optional.empty(),
            Optional.of(Instant.ofEpochSecond(5, 6)),
            OptionalInt.of(7),
            Optional.of(SoughtText.of("^t")),
            true,
            -1);
    assertThat(read(logs(entries("one", "two", "three", "four")), query, false))
        .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
        .containsExactly("two\n", "three\n");
    assertThat(started.getFirst())
        .contains("--unit=containerd.service", "--since=@5", "--lines=7", "--follow", "--boot=-1");
  }

  @Test
  void whoDoesNotReadKeepsJournalctlFromWriting() throws Exception {
    AtomicLong taken = new AtomicLong();
    byte[] line = entries("again").readAllBytes();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return line[(int) (taken.getAndIncrement() % line.length)];
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            for (int i = 0; i < length; i++) {
              into[offset + i] = (byte) read();
            }
            return length;
          }
        };
    try (LineStream stream = logs(endless).read(ALL, true).orElseThrow().open()) {
      assertThat(stream.next(Duration.ofSeconds(10))).isPresent();
      long before = -1;
      while (before != taken.get()) {
        before = taken.get();
        Thread.sleep(50);
      }
      assertThat(before).isLessThan(64 << 10);
    }
    ended.await();
  }

  @Test
  void soManyMayReadAndNoMore() throws Exception {
    NodeLogs logs = logs(entries());
    List<LineStream> open = new ArrayList<>();
    LineStream.Source late = logs.read(ALL, false).orElseThrow();
    for (Optional<LineStream.Source> next = logs.read(ALL, false);
        next.isPresent();
        next = logs.read(ALL, false)) {
      open.add(next.get().open());
    }
    assertThat(open).hasSize(16);
    assertThatThrownBy(late::open).isInstanceOf(IOException.class).hasMessageContaining("too many");
    open.getFirst().close();
    open.getFirst().close();
    assertThat(logs.read(ALL, false)).isPresent();
    open.add(late.open());
    assertThat(logs.read(ALL, false)).isEmpty();
    open.forEach(LineStream::close);
  }

  @Test
  void aBootThatNeverBeganIsNotThere() {
    assertThat(logs(entries()).hasBoot(-1)).isFalse();
  }
}
