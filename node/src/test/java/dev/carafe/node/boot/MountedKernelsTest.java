package dev.carafe.node.boot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folder as it is while it is mounted.
class MountedKernelsTest {
  @TempDir private Path path;
  private KernelFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = MountedKernels.Folder.open(path);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    byte[] content = new byte[700_001];
    new Random(1).nextBytes(content);
    folder.write("a.efi.tmp", ByteSource.of(content));
    assertThat(path.resolve("a.efi.tmp")).hasBinaryContent(content);
    assertThat(folder.names()).containsExactly("a.efi.tmp");
    assertThat(folder.size("a.efi.tmp")).isEqualTo(content.length);
    byte[] read = folder.read("a.efi.tmp", ByteSource::bytes);
    assertThat(read).isEqualTo(content);
    assertThat(folder.room()).isPositive();
  }

  @Test
  void aNameThatIsThereIsNotWrittenOver() throws IOException {
    Files.writeString(path.resolve("a"), "a");
    Files.writeString(path.resolve("b"), "b");
    assertThatThrownBy(() -> folder.rename("a", "b"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage("b");
    assertThatThrownBy(() -> folder.write("b", ByteSource.of("c".getBytes(US_ASCII))))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(path.resolve("b")).hasContent("b");
  }

  @Test
  void namesChangeAndGo() throws IOException {
    Files.writeString(path.resolve("a"), "a");
    folder.rename("a", "b");
    folder.sync();
    assertThat(folder.names()).containsExactly("b");
    folder.delete("b");
    folder.sync();
    assertThat(folder.names()).isEmpty();
  }
}
