package dev.carafe.image.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.foreign.MissingLibraryException;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.kernel.KernelProgram.BadKernelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelProgramTest {
  private static final int PAYLOAD = 5 * 512 + 16;

  @TempDir Path folder;

  private final Zstd zstd = library();

  private static Zstd library() {
    try {
      return Zstd.ofSystem();
    } catch (MissingLibraryException e) {
      return Assumptions.abort(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private ByteBuffer packed(byte[] program) {
    ByteBuffer source = ByteBuffer.allocateDirect(program.length).put(program).flip();
    ByteBuffer frame = ByteBuffer.allocateDirect(zstd.largestFrame(program.length));
    try (var packing = zstd.compressor(3)) {
      return frame.limit(packing.compress(source, ByteBuffer.allocateDirect(0), frame));
    }
  }

  /// With a setup of four sectors behind the first.
  private byte[] image(byte[] program) {
    ByteBuffer frame = packed(program);
    int length = frame.remaining() + Integer.BYTES;
    ByteBuffer image = ByteBuffer.allocate(PAYLOAD + length + 100).order(ByteOrder.LITTLE_ENDIAN);
    image.put(0x1f1, (byte) 4);
    image.put(0x202, ascii("HdrS"));
    image.putInt(0x248, 16).putInt(0x24c, length);
    image.position(PAYLOAD).put(frame).putInt(program.length);
    return image.array();
  }

  @Test
  void theProgramComesOutAsItWentIn() throws IOException {
    byte[] program = ascii("\u007fELF and the rest of it");
    KernelProgram.of(image(program)).write(zstd, folder.resolve("vmlinux"));
    assertThat(Files.readAllBytes(folder.resolve("vmlinux"))).isEqualTo(program);
  }

  @Test
  void whatIsNoProgramIsRefused() {
    KernelProgram kernel = KernelProgram.of(image(ascii("MZ something")));
    assertThatThrownBy(() -> kernel.write(zstd, folder.resolve("vmlinux")))
        .isInstanceOf(BadKernelException.class)
        .hasMessageEndingWith("expected an ELF program in it, found something else");
  }

  @Test
  void whatIsNoKernelIsRefused() {
    assertThatThrownBy(() -> KernelProgram.of(new byte[4096]))
        .isInstanceOf(BadKernelException.class)
        .hasMessageEndingWith("expected a bzImage, found something else");
    assertThatThrownBy(() -> KernelProgram.of(new byte[3])).isInstanceOf(BadKernelException.class);
  }

  @Test
  void aKernelThatIsCutOrPackedOtherwiseIsRefused() {
    byte[] image = image(ascii("\u007fELF"));
    byte[] cut = Arrays.copyOf(image, PAYLOAD + 4);
    assertThatThrownBy(() -> KernelProgram.of(cut))
        .isInstanceOf(BadKernelException.class)
        .hasMessageContaining("expected its kernel in bytes " + PAYLOAD)
        .hasMessageEndingWith("found %d bytes".formatted(cut.length));
    image[PAYLOAD] = (byte) 0xfd;
    assertThatThrownBy(() -> KernelProgram.of(image))
        .isInstanceOf(BadKernelException.class)
        .hasMessageContaining("expected a kernel packed by zstd");
  }
}
