package dev.carafe.node.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// An entry as a message of syslog, with its length before it.
///
/// Sources: [RFC 5424](https://www.rfc-editor.org/rfc/rfc5424#section-6), section 6; [RFC
/// 6587](https://www.rfc-editor.org/rfc/rfc6587#section-3.4.1), section 3.4.1.
final class SyslogFrame {
  private static final int LONGEST_HOST = 255;
  private static final int LONGEST_APPLICATION = 48;
  private static final int LONGEST_PROCESS = 128;
  private static final int LONGEST_MESSAGE_ID = 32;
  private static final int SEVERITIES = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private SyslogFrame() {}

  static byte[] of(JournalEntry entry) {
    byte[] header = header(entry).getBytes(StandardCharsets.US_ASCII);
    byte[] message = entry.message();
    byte[] length = ((header.length + message.length) + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[length.length + header.length + message.length];
    System.arraycopy(length, 0, frame, 0, length.length);
    System.arraycopy(header, 0, frame, length.length, header.length);
    System.arraycopy(message, 0, frame, length.length + header.length, message.length);
    return frame;
  }

  /// Everything before the message. No structured data: its names need a number that IANA has given
  /// to somebody.
  private static String header(JournalEntry entry) {
    return "<%d>1 %s %s %s %s %s - "
        .formatted(
            entry.facility() * SEVERITIES + entry.severity(),
            time(entry.time()),
            printable(entry.text("_HOSTNAME"), LONGEST_HOST),
            printable(entry.identifier(), LONGEST_APPLICATION),
            printable(entry.pid(), LONGEST_PROCESS),
            printable(entry.text("MESSAGE_ID"), LONGEST_MESSAGE_ID));
  }

  /// In UTC, with microseconds.
  static String time(Instant time) {
    return TIME.format(time);
  }

  /// A field of the header: printable ASCII without spaces, or `-`.
  private static String printable(Optional<String> text, int longest) {
    StringBuilder kept = new StringBuilder();
    for (char c : text.orElse("").toCharArray()) {
      if (kept.length() < longest) {
        kept.append(c > ' ' && c <= '~' ? c : '_');
      }
    }
    return kept.isEmpty() ? "-" : kept.toString();
  }
}
