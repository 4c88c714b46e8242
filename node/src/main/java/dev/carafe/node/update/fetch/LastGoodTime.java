package dev.carafe.node.update.fetch;

import dev.carafe.node.host.Journal;
import dev.carafe.node.settings.Note;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The machine's clock, but never before a time that is certainly over: when the image was built,
/// and when metadata was accepted last. A node whose clock starts anew in 1970 does not take old
/// metadata for new.
///
/// It cannot be driven far ahead: a time counts only once metadata was accepted at it, and then it
/// is before that metadata's end.
public final class LastGoodTime implements InstantSource {
  private final InstantSource clock;
  private final Note note;
  private final Journal journal;
  private Instant floor;

  private LastGoodTime(InstantSource clock, Note note, Instant floor, Journal journal) {
    this.clock = clock;
    this.note = note;
    this.journal = journal;
    this.floor = floor;
  }

  /// Goes on from what was kept.
  ///
  /// @param file where it is kept
  /// @param built when the image was
  public static LastGoodTime open(InstantSource clock, Path file, Instant built, Journal journal) {
    Note note = new Note(file);
    Instant kept = kept(note, journal);
    return new LastGoodTime(clock, note, kept.isAfter(built) ? kept : built, journal);
  }

  private static Instant kept(Note note, Journal journal) {
    try {
      String text = note.read().strip();
      return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    } catch (IOException | DateTimeException e) {
      journal.warning("could not read " + note.file() + ": " + e.getMessage());
      return Instant.EPOCH;
    }
  }

  @Override
  public synchronized Instant instant() {
    Instant now = clock.instant();
    return now.isAfter(floor) ? now : floor;
  }

  /// Notes that metadata was accepted at this time.
  synchronized void accepted() {
    floor = instant().truncatedTo(ChronoUnit.SECONDS);
    try {
      note.write(floor + "\n");
    } catch (IOException e) {
      journal.warning("could not write " + note.file() + ": " + e.getMessage());
    }
  }
}
