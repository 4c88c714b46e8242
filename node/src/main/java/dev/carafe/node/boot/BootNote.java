package dev.carafe.node.boot;

import dev.carafe.node.settings.Note;
import java.io.IOException;

/// What the node remembers from boot to boot of what it added to the command line: the text, and
/// whether it has rebooted for it, each on a line.
///
/// @param commandLine as last written to the system partition; empty where there is nothing of ours
record BootNote(String commandLine, boolean rebooted) {
  private static final String REBOOTED = "rebooted";
  private static final BootNote NOTHING = new BootNote("", false);

  static BootNote read(Note note) throws IOException {
    String[] lines = note.read().split("\n", -1);
    return new BootNote(lines[0], lines.length > 1 && lines[1].equals(REBOOTED));
  }

  void write(Note note) throws IOException {
    if (equals(NOTHING)) {
      note.delete();
    } else {
      note.write(commandLine + "\n" + (rebooted ? REBOOTED + "\n" : ""));
    }
  }
}
