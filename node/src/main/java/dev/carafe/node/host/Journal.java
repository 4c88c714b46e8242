package dev.carafe.node.host;

import java.io.PrintStream;

/// What the agent says, line by line; systemd puts its standard output into the journal and reads
/// the priority from the line's start.
///
/// Source: [sd-daemon(3)](https://www.freedesktop.org/software/systemd/man/latest/sd-daemon.html).
public final class Journal {
  private static final String WARNING = "<4>";
  private static final String INFO = "<6>";

  private final PrintStream out;

  public Journal(PrintStream out) {
    this.out = out;
  }

  public void info(String text) {
    say(INFO, text);
  }

  public void warning(String text) {
    say(WARNING, text);
  }

  private void say(String priority, String text) {
    StringBuilder lines = new StringBuilder();
    text.lines().forEach(line -> lines.append(priority).append(line).append('\n'));
    out.print(lines);
    out.flush();
  }
}
