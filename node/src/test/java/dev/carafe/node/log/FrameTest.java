package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameTest {

  @Test
  void entryIsAMessageOfSyslogWithItsLengthBeforeIt() throws IOException {
    assertThat(syslog(JournalEntryTest.entries().getFirst()))
        .isEqualTo(
            "155 <30>1 2015-02-03T19:06:04.739502Z desktop systemd 1"
                + " 7d4958e842da4a758f6c1cdc7b36dcc5 - "
                + "Starting A high performance web server and a reverse proxy server...");
  }

  @Test
  void lengthIsInBytes() throws IOException {
    String frame = syslog(JournalEntryTest.entries().get(2));
    assertThat(frame)
        .startsWith("110 <35>1 ")
        .endsWith(" - several\nlines, gr\u00c3\u00bc\u00c3\u009fe");
    assertThat(frame).hasSize("110 ".length() + 110);
  }

  @Test
  void messageThatIsNoTextGoesAsItIs() throws IOException {
    assertThat(syslog(JournalEntryTest.entries().get(1)))
        .contains("<12>1 ")
        .endsWith("bytes \u00ff\u0001\nof no text");
  }

  @Test
  void headerIsPrintable() {
    String frame =
        syslog(
            JournalEntry.parse(
                    "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":\"1\",\"_HOSTNAME\":\"\","
                        + "\"SYSLOG_IDENTIFIER\":\"my p\u00fcogram\",\"MESSAGE\":\"x\"}")
                .orElseThrow());
    assertThat(frame).isEqualTo("54 <30>1 1970-01-01T00:00:00.000001Z - my_p_ogram - - - x");
  }

  @Test
  void entryIsAJsonObjectOnALine() throws IOException {
    JournalEntry entry = JournalEntryTest.entries().getFirst();
    assertThat(new String(JsonLine.of(entry), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"time\":\"2015-02-03T19:06:04.739502Z\",\"host\":\"desktop\",\"severity\":\"info\","
                + "\"facility\":3,\"identifier\":\"systemd\",\"pid\":\"1\","
                + "\"message_id\":\"7d4958e842da4a758f6c1cdc7b36dcc5\",\"message\":\"Starting A"
                + " high performance web server and a reverse proxy server...\",\"cursor\":\""
                + entry.cursor()
                + "\"}\n");
  }

  @Test
  void jsonObjectHasNoSecondLine() throws IOException {
    String line =
        new String(JsonLine.of(JournalEntryTest.entries().get(2)), StandardCharsets.UTF_8);
    assertThat(line).contains("\"message\":\"several\\nlines, grüße\"").endsWith("}\n");
    assertThat(line.strip()).hasLineCount(1);
  }

  private static String syslog(JournalEntry entry) {
    return new String(SyslogFrame.of(entry), StandardCharsets.ISO_8859_1);
  }
}
