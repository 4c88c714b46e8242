package dev.carafe.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunksTest {
  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static Set<Sha256> digests(byte[] bytes) throws IOException {
    Set<Sha256> digests = new HashSet<>();
    Chunks.of(ByteSource.of(bytes)).forEach(chunk -> digests.add(chunk.digest()));
    return digests;
  }

  @Test
  void chunksAreAllOfTheContentAndOfTheRightSize() throws IOException {
    byte[] bytes = random(16 << 20);
    List<Chunks.Chunk> chunks = Chunks.of(ByteSource.of(bytes));
    long at = 0;
    for (Chunks.Chunk chunk : chunks) {
      assertThat(chunk.offset()).isEqualTo(at);
      assertThat(chunk.size()).isLessThanOrEqualTo(256 << 10);
      at += chunk.size();
    }
    assertThat(at).isEqualTo(bytes.length);
    assertThat(bytes.length / chunks.size()).isBetween(50 << 10, 78 << 10);
  }

  @Test
  void anInsertedByteChangesAFewChunks() throws IOException {
    byte[] bytes = random(4 << 20);
    byte[] longer = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, longer, 0, 1_000_000);
    System.arraycopy(bytes, 1_000_000, longer, 1_000_001, bytes.length - 1_000_000);
    Set<Sha256> fresh = digests(longer);
    fresh.removeAll(digests(bytes));
    assertThat(fresh).hasSizeBetween(1, 6);
  }
}
