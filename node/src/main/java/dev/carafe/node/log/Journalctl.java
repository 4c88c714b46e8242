package dev.carafe.node.log;

import dev.carafe.node.host.LongProcesses;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.RunningProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The program that reads the journal.
///
/// Source:
/// [journalctl(1)](https://www.freedesktop.org/software/systemd/man/latest/journalctl.html).
///
/// @param command the program's absolute path, and options that choose another journal than the
///   system's
record Journalctl(List<String> command, Processes processes, LongProcesses longProcesses) {

  Journalctl {
    command = List.copyOf(command);
  }

  /// Writes entries as JSON, a line each, and goes on with those that come.
  ///
  /// @param from the first entry that is written; the oldest where there is none, or it is not in
  ///   the journal any more: `journalctl` would then seek the time of the cursor, and a clock that
  ///   was wrong before it was set would hide entries
  /// @throws ProgramFailedException when it cannot be started
  RunningProgram follow(Optional<String> from, List<String> units) {
    List<String> words = words(String.join(",", JournalEntry.FIELDS));
    words.add("--follow");
    words.add("--no-tail");
    words.add("--all");
    from.filter(this::holds).ifPresent(cursor -> words.add("--cursor=" + cursor));
    units.forEach(unit -> words.add("--unit=" + unit));
    return longProcesses.start(words);
  }

  /// Writes entries as JSON, a line each.
  ///
  /// @throws ProgramFailedException when it cannot be started
  RunningProgram read(LogQuery query) {
    List<String> words = words(String.join(",", JournalEntry.FIELDS));
    words.add("--all");
    words.add("--boot=" + query.boot());
    query.unit().ifPresent(unit -> words.add("--unit=" + unit));
    query.since().ifPresent(since -> words.add("--since=@" + since.getEpochSecond()));
    words.add(query.lines().isPresent() ? "--lines=" + query.lines().getAsInt() : "--no-tail");
    if (query.follow()) {
      words.add("--follow");
    }
    return longProcesses.start(words);
  }

  /// Whether the journal has a boot; 0 is this one, -1 the one before.
  boolean hasBoot(int boot) {
    List<String> words = words("PRIORITY");
    words.add("--lines=1");
    words.add("--boot=" + boot);
    try {
      return !processes.run(words, "").isEmpty();
    } catch (ProgramFailedException _) {
      return false; // it has never begun
    }
  }

  private boolean holds(String cursor) {
    List<String> words = words("PRIORITY");
    words.add("--lines=1");
    words.add("--cursor=" + cursor);
    try {
      String found = processes.run(words, "");
      return JournalEntry.parse(found).filter(entry -> entry.cursor().equals(cursor)).isPresent();
    } catch (ProgramFailedException _) {
      return false; // it was no cursor at all
    }
  }

  private List<String> words(String fields) {
    List<String> words = new ArrayList<>(command);
    words.add("--quiet");
    words.add("--output=json");
    words.add("--output-fields=" + fields);
    return words;
  }
}
