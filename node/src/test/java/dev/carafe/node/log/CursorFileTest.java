package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CursorFileTest {
  @TempDir private Path folder;

  @Test
  void cursorIsFoundAgain() throws IOException {
    CursorFile file = new CursorFile(folder.resolve("log/a.cursor"));
    assertThat(file.read()).isEmpty();
    file.write("s=1;i=2");
    file.write("s=1;i=3");
    assertThat(file.read()).contains("s=1;i=3");
    assertThat(folder.resolve("log")).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void whatACrashLeavesIsNoCursor() throws IOException {
    Path file = folder.resolve("a.cursor");
    for (byte[] left : new byte[][] {{}, {0, 0, 0}, {(byte) 0xff}, {'\n'}}) {
      Files.write(file, left);
      assertThat(new CursorFile(file).read()).isEmpty();
    }
  }
}
