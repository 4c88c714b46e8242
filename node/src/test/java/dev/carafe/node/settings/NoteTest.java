package dev.carafe.node.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteTest {
  @TempDir Path folder;

  @Test
  void aNoteSaysWhatWasWrittenLast() throws IOException {
    Note note = new Note(folder.resolve("deeper/note"));
    assertThat(note.read()).isEmpty();
    note.write("one\n");
    note.write("two\n");
    assertThat(note.read()).isEqualTo("two\n");
    assertThat(folder.resolve("deeper")).isDirectoryContaining("glob:**/note");
  }

  @Test
  void aDeletedNoteSaysNothing() throws IOException {
    Note note = new Note(folder.resolve("note"));
    note.delete();
    note.write("one\n");
    note.delete();
    assertThat(note.read()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatAPowerCutLeftUnfinishedIsNoNoteAndNotInTheWay() throws IOException {
    Note note = new Note(folder.resolve("note"));
    Files.writeString(folder.resolve("note.new"), "hal");
    assertThat(note.read()).isEmpty();
    note.write("whole\n");
    assertThat(note.read()).isEqualTo("whole\n");
    assertThat(folder.resolve("note.new")).doesNotExist();
  }
}
