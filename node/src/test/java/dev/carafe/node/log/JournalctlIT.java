package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.carafe.node.host.HostProcesses;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.RunningProgram;
import dev.carafe.node.web.Authorities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real `journalctl` of this machine, on a journal that a real `systemd-journald` 252 wrote:
/// 210 entries, of which 200 say `hello 1` to `hello 200`.
class JournalctlIT {
  private static final Path PROGRAM = Path.of("/usr/bin/journalctl");
  private static final Path RESOURCES = Path.of("src/test/resources/dev/carafe/node/log");
  private static final Pace FAST =
      new Pace(
          Duration.ofMillis(1),
          Duration.ofMillis(100),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));

  @TempDir private Path folder;

  private Journalctl journalctl = of(List.of());

  @BeforeEach
  void unpack() throws IOException {
    assumeThat(PROGRAM).as("nothing is compared with the real program without it").exists();
    Path journal = Files.createDirectories(folder.resolve("journal"));
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(RESOURCES.resolve("system.journal.gz")))) {
      Files.copy(in, journal.resolve("system.journal"));
    }
    journalctl = of(List.of(PROGRAM.toString(), "--directory=" + journal));
  }

  @Test
  void everyLineIsAnEntry() throws IOException {
    List<JournalEntry> entries = read(Optional.empty(), List.of(), 210);
    assertThat(hellos(entries)).hasSize(200).startsWith("hello 1").endsWith("hello 200");
    assertThat(of(entries, "native").message())
        .isEqualTo("several\nlines, grüße".getBytes(StandardCharsets.UTF_8));
    assertThat(of(entries, "bytes").message())
        .isEqualTo("bytes \u00ff\u0001\nof no text".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(of(entries, "long").message()).hasSize(5005);
    assertThat(of(entries, "twice").message()).isEqualTo("first".getBytes(StandardCharsets.UTF_8));
    assertThat(of(entries, "silent").message()).isEmpty();
    assertThat(of(entries, "catted").severity()).isEqualTo(3);
    assertThat(of(entries, "hello").pid()).contains("42");
    assertThat(of(entries, "hello").text("_HOSTNAME")).contains("node1");
  }

  @Test
  void readingBeginsWithTheCursor() throws IOException {
    JournalEntry middle = hello(100);
    List<JournalEntry> entries = read(Optional.of(middle.cursor()), List.of(), 10);
    assertThat(entries.getFirst().cursor()).isEqualTo(middle.cursor());
    assertThat(hellos(entries)).startsWith("hello 100", "hello 101");
  }

  @Test
  void unitsAreTold() throws IOException {
    assertThat(hellos(read(Optional.empty(), List.of("hello.service"), 100)))
        .hasSize(100)
        .startsWith("hello 1", "hello 3");
  }

  @Test
  void cursorOfAnotherBootHidesNothing() throws IOException {
    String foreign =
        hello(100).cursor().replace("s=", "s=0").replace("b=", "b=0").replace("t=6", "t=7");
    assertThat(read(Optional.of(foreign), List.of(), 210)).hasSize(210);
    assertThat(read(Optional.of("no cursor"), List.of(), 210)).hasSize(210);
  }

  @Test
  void everythingArrivesOverConnectionsThatBreak() throws Exception {
    try (LogServer server = LogServer.thatBreaks(3, 40)) {
      List<String> arrived = new ArrayList<>();
      try (LogShipping shipping = shipping()) {
        shipping.apply(List.of(to(server.port())));
        while (!arrived.contains("hello 200")) {
          arrived.add(server.next());
        }
        CursorFile file = new CursorFile(folder.resolve("cursors/test.cursor"));
        LogShippingTest.await(() -> isThere(file));
      }
      for (int i = 1; i <= 200; i++) {
        assertThat(arrived).contains("hello " + i);
      }
    }
  }

  private static boolean isThere(CursorFile file) {
    try {
      return file.read().isPresent();
    } catch (IOException _) {
      return false;
    }
  }

  private LogShipping shipping() {
    return new LogShipping(
        journalctl,
        new Authorities(folder.resolve("none.pem")),
        new SendQueue(Path.of("/proc/net")),
        folder.resolve("cursors"),
        FAST,
        new Journal(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
  }

  private static LogDestination to(int port) {
    return new LogDestination(
        "test", LogDestination.Format.JSON_LINES, "127.0.0.1", port, false, List.of());
  }

  private JournalEntry hello(int number) throws IOException {
    return read(Optional.empty(), List.of(), 210).stream()
        .filter(entry -> text(entry).equals("hello " + number))
        .findFirst()
        .orElseThrow();
  }

  /// So many entries; the program would wait for more.
  private List<JournalEntry> read(Optional<String> from, List<String> units, int count)
      throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    try (RunningProgram program = journalctl.follow(from, units)) {
      Lines lines = new Lines(program.output(), 1 << 20);
      while (entries.size() < count) {
        entries.add(lines.next().flatMap(JournalEntry::parse).orElseThrow());
      }
    }
    return entries;
  }

  private static JournalEntry of(List<JournalEntry> entries, String identifier) {
    return entries.stream()
        .filter(entry -> entry.identifier().equals(Optional.of(identifier)))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> hellos(List<JournalEntry> entries) {
    return entries.stream()
        .map(JournalctlIT::text)
        .filter(text -> text.startsWith("hello "))
        .toList();
  }

  private static String text(JournalEntry entry) {
    return new String(entry.message(), StandardCharsets.UTF_8);
  }

  private static Journalctl of(List<String> command) {
    HostProcesses processes = new HostProcesses();
    return new Journalctl(command, processes, processes);
  }
}
