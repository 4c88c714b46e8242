package dev.carafe.disk.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.foreign.MissingLibraryException;
import dev.carafe.disk.verity.VeritySuperblock;
import dev.carafe.disk.verity.VerityTree;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSslDigestsTest {
  private final Digests digests = library();

  /// Of this machine; where there is none, the test is skipped.
  private static Digests library() {
    try {
      return OpenSslDigests.ofSystem();
    } catch (MissingLibraryException e) {
      return Assumptions.abort(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 55, 56, 63, 64, 65, 4096, 4128, 1 << 20})
  void digestsAreThoseOfJava(int size) {
    byte[] bytes = random(size);
    ByteBuffer content = ByteBuffer.allocateDirect(size + 7).position(7).put(bytes).position(7);
    assertThat(digests.of(content)).isEqualTo(Sha256.of(bytes));
    assertThat(content.remaining()).isEqualTo(size);
  }

  @Test
  void aTreeIsThatOfJava() {
    int blocks = 300;
    ByteSource data = ByteSource.of(random(blocks * VerityTree.BLOCK));
    VeritySuperblock superblock =
        new VeritySuperblock(new UUID(1, 2), blocks, ByteBuffer.wrap(random(32)));
    assertThat(VerityTree.over(digests, data, superblock).root())
        .isEqualTo(VerityTree.over(data, superblock).root());
  }
}
