package dev.carafe.node.update.slots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.node.boot.KernelFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredKernelsTest {
  private static final String FILE = "carafe-plain-0.2.0.efi.tmp";

  /// A folder with one file, of which a cut has left the name alone.
  private record BrokenFolder() implements KernelFolder {
    @Override
    public List<String> names() {
      return List.of(FILE);
    }

    @Override
    public <T> T read(String name, Reading<T> reading) throws IOException {
      throw new IOException("Input/output error");
    }

    @Override
    public long room() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long size(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(String name, ByteSource content) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void rename(String from, String to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sync() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void anUnfinishedImageThatCannotBeReadIsObsolete() throws IOException {
    StoredKernels kernels = StoredKernels.read(new BrokenFolder());
    assertThat(kernels.entries()).isEmpty();
    assertThat(kernels.obsolete(RootHash.of("ab".repeat(32)), Optional.empty()))
        .containsExactly(FILE);
  }
}
