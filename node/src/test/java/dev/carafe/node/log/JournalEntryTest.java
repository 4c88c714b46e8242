package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `entries.json` holds a line from a
/// [tutorial](https://www.digitalocean.com/community/tutorials/how-to-use-journalctl-to-view-and-manipulate-systemd-logs)
/// and lines that journalctl 257 wrote.
class JournalEntryTest {
  private static final Path ENTRIES =
      Path.of("src/test/resources/dev/carafe/node/log/entries.json");

  @Test
  void documentedEntryIsRead() throws IOException {
    JournalEntry entry = entries().getFirst();
    assertThat(entry.cursor()).startsWith("s=13a21661cf4948289c63075db6c25c00;i=116f1;");
    assertThat(entry.time()).hasToString("2015-02-03T19:06:04.739502Z");
    assertThat(entry.severity()).isEqualTo(6);
    assertThat(entry.facility()).isEqualTo(3);
    assertThat(entry.identifier()).contains("systemd");
    assertThat(entry.pid()).contains("1");
    assertThat(text(entry))
        .isEqualTo("Starting A high performance web server and a reverse proxy server...");
  }

  @Test
  void messageMayBeBytes() throws IOException {
    assertThat(entries().get(1).message())
        .isEqualTo("bytes \u00ff\u0001\nof no text".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(entries().get(1).text("MESSAGE")).contains("bytes \ufffd\u0001\nof no text");
  }

  @Test
  void messageMayHaveLines() throws IOException {
    assertThat(text(entries().get(2))).isEqualTo("several\nlines, grüße");
  }

  @Test
  void firstOfSeveralMessagesCounts() throws IOException {
    assertThat(text(entries().get(3))).isEqualTo("first");
  }

  @Test
  void entryMayHaveNoMessage() throws IOException {
    assertThat(entries().get(4).message()).isEmpty();
    assertThat(entries().get(5).message()).isEmpty();
  }

  @Test
  void whatIsNotSaidHasADefault() throws IOException {
    JournalEntry twice = entries().get(3);
    assertThat(twice.severity()).isEqualTo(6);
    assertThat(twice.facility()).isEqualTo(3);
    JournalEntry kernel =
        JournalEntry.parse(
                "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":\"1\",\"_TRANSPORT\":\"kernel\","
                    + "\"PRIORITY\":\"9\",\"_COMM\":\"x\"}")
            .orElseThrow();
    assertThat(kernel.facility()).isZero();
    assertThat(kernel.severity()).isEqualTo(6);
    assertThat(kernel.identifier()).contains("x");
    assertThat(kernel.pid()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-- No entries --",
        "[]",
        "{\"MESSAGE\":\"x\"}",
        "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":\"now\"}",
        "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":\"1\""
      })
  void otherLinesAreNoEntries(String line) {
    assertThat(JournalEntry.parse(line)).isEmpty();
  }

  static List<JournalEntry> entries() throws IOException {
    return Files.readAllLines(ENTRIES).stream()
        .map(JournalEntry::parse)
        .map(Optional::orElseThrow)
        .toList();
  }

  private static String text(JournalEntry entry) {
    return new String(entry.message(), StandardCharsets.UTF_8);
  }
}
