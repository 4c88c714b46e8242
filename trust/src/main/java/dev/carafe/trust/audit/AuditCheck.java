package dev.carafe.trust.audit;

import dev.carafe.settings.Position;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Follows the chain of a log's lines through its files, oldest first.
///
/// Who can write the file can write a whole new chain: what a check without a head cannot find is a
/// log cut off at its end, or rewritten from some line to its end.
public final class AuditCheck {
  private static final int LONGEST_LINE = 1 << 20;

  /// A line that was read.
  private record Known(Position position, Head head) {}

  private final Optional<Head> expected;
  private final List<Finding> findings = new ArrayList<>();
  private Optional<Known> last = Optional.empty();
  private boolean lastReadable = true;
  private long first;

  /// @param expected a head that was known at some time
  public AuditCheck(Optional<Head> expected) {
    this.expected = expected;
  }

  /// Checks a log in one file.
  public static AuditReport check(String source, InputStream in, Optional<Head> expected)
      throws IOException {
    AuditCheck check = new AuditCheck(expected);
    check.read(source, in);
    return check.end();
  }

  /// Reads the next file of the log.
  ///
  /// @param source how findings call it
  public void read(String source, InputStream in) throws IOException {
    InputStream buffered = new BufferedInputStream(in);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int number = 1;
    for (int b = buffered.read(); b >= 0; b = buffered.read()) {
      if (b == '\n') {
        take(new Position(source, number++, 1), line.toByteArray());
        line.reset();
      } else if (line.size() < LONGEST_LINE) {
        line.write(b);
      }
    }
    if (line.size() > 0) {
      find(
          Finding.Kind.INCOMPLETE,
          new Position(source, number, 1),
          "the line has no end; a node that lost power closes it off when it starts");
    }
  }

  private void take(Position position, byte[] line) {
    Optional<AuditEntry> entry = AuditEntry.read(line);
    if (entry.isEmpty()) {
      find(Finding.Kind.UNREADABLE, position, "the line is no entry of an audit log");
      last = last.map(before -> new Known(position, Head.of(before.head.number() + 1, line)));
      lastReadable = false;
      return;
    }
    follow(position, entry.get());
    Known known = new Known(position, Head.of(entry.get().number(), line));
    compareWithExpected(known);
    last = Optional.of(known);
    lastReadable = true;
  }

  private void follow(Position position, AuditEntry entry) {
    if (last.isEmpty()) {
      begin(position, entry);
      return;
    }
    Known before = last.get();
    long next = before.head.number() + 1;
    boolean linked = entry.previous().equals(before.head.digest());
    if (entry.number() > next && !linked) {
      find(Finding.Kind.REMOVED, position, missing(next, entry.number() - 1) + " before this one");
    } else if (entry.number() < next && !linked) {
      find(
          Finding.Kind.REORDERED,
          position,
          "act " + entry.number() + " stands behind act " + before.head.number());
    } else if (entry.number() != next) {
      find(
          Finding.Kind.CHANGED,
          position,
          "the act's number was changed from " + next + " to " + entry.number());
    } else if (!linked && lastReadable) {
      find(
          Finding.Kind.CHANGED,
          before.position,
          "the line was changed: act " + entry.number() + " knows it by another digest");
    }
  }

  /// A log whose oldest files are gone begins somewhere.
  private void begin(Position position, AuditEntry entry) {
    first = entry.number();
    boolean linked = entry.previous().equals(Head.NONE.digest());
    if (entry.number() == 1 && !linked && lastReadable) {
      find(Finding.Kind.CHANGED, position, "act 1 has something before it");
    }
  }

  private void compareWithExpected(Known known) {
    if (expected.isPresent()
        && expected.get().number() == known.head.number()
        && !expected.get().equals(known.head)) {
      find(
          Finding.Kind.CHANGED,
          known.position,
          "act " + known.head.number() + " is not the one that the head knows");
    }
  }

  /// What was found in all files.
  public AuditReport end() {
    Head head = last.map(Known::head).orElse(Head.NONE);
    if (expected.isPresent() && expected.get().number() > head.number()) {
      find(
          Finding.Kind.CUT_OFF,
          last.map(Known::position).orElse(new Position("audit log", 1, 1)),
          missing(head.number() + 1, expected.get().number()) + " behind this one");
    }
    return new AuditReport(first, head, findings);
  }

  private static String missing(long from, long to) {
    return from == to
        ? "act " + from + " is missing"
        : "acts " + from + " to " + to + " are missing";
  }

  private void find(Finding.Kind kind, Position position, String words) {
    findings.add(new Finding(kind, position, words));
  }
}
