package dev.carafe.disk.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.foreign.MissingLibraryException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZstdTest {
  private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

  private final Zstd zstd = TestZstd.library();

  private static ByteBuffer random(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return ByteBuffer.allocateDirect(size).put(bytes).flip();
  }

  private ByteBuffer compressed(ByteBuffer source, ByteBuffer prefix, int level) {
    ByteBuffer target = ByteBuffer.allocateDirect(zstd.largestFrame(source.remaining()));
    try (Compressor compressor = zstd.compressor(level)) {
      return target.limit(compressor.compress(source, prefix, target));
    }
  }

  private ByteBuffer decompressed(ByteBuffer frame, ByteBuffer prefix, int size) {
    ByteBuffer target = ByteBuffer.allocateDirect(size);
    try (Decompressor decompressor = zstd.decompressor()) {
      decompressor.decompress(frame, prefix, target);
    }
    return target;
  }

  @Test
  void whatIsCompressedIsUnpacked() {
    ByteBuffer source = ByteBuffer.allocateDirect(100_000);
    source.put(70_000, new byte[] {1, 2, 3});
    ByteBuffer frame = compressed(source, NOTHING, 3);
    assertThat(frame.remaining()).isLessThan(200);
    assertThat(decompressed(frame, NOTHING, 100_000)).isEqualTo(source);
  }

  @Test
  void onlyWhatRemainsInABufferCounts() {
    ByteBuffer source = random(1, 1000).position(100).limit(900);
    ByteBuffer frame = compressed(source, NOTHING, 19);
    assertThat(decompressed(frame, NOTHING, 800)).isEqualTo(source);
    assertThat(source.position()).isEqualTo(100);
  }

  @Test
  void aPrefixMakesAFrameSmallHoweverFarBackItBegins() {
    ByteBuffer prefix = random(1, 3 << 20);
    ByteBuffer source = ByteBuffer.allocateDirect(2 << 20);
    source.put(prefix.duplicate().limit(2 << 20)).flip();
    ByteBuffer frame = compressed(source, prefix, 19);
    assertThat(frame.remaining()).isLessThan(1000);
    assertThat(decompressed(frame, prefix, 2 << 20)).isEqualTo(source);
  }

  @Test
  void aCompressorIsUsedAgainWithAnotherPrefix() {
    ByteBuffer target = ByteBuffer.allocateDirect(zstd.largestFrame(5000));
    try (Compressor compressor = zstd.compressor(19)) {
      for (int seed = 0; seed < 5; seed++) {
        ByteBuffer source = random(seed, 5000);
        ByteBuffer prefix = random(seed, 5000);
        int size = compressor.compress(source, prefix, target);
        assertThat(size).isLessThan(100);
        assertThat(decompressed(target.duplicate().limit(size), prefix, 5000)).isEqualTo(source);
      }
    }
  }

  @Test
  void otherBytesAreRefusedByName() {
    assertThatThrownBy(() -> decompressed(random(1, 100), NOTHING, 100))
        .isInstanceOf(ZstdException.class)
        .hasMessage("could not decompress by zstd: Unknown frame descriptor");
  }

  @Test
  void whatUnpacksToMoreOrLessIsRefused() {
    ByteBuffer frame = compressed(random(1, 1000), NOTHING, 3);
    assertThatThrownBy(() -> decompressed(frame, NOTHING, 999))
        .isInstanceOf(ZstdException.class)
        .hasMessage("could not decompress by zstd: Destination buffer is too small");
    assertThatThrownBy(() -> decompressed(frame, NOTHING, 1001))
        .isInstanceOf(ZstdException.class)
        .hasMessage("could not decompress by zstd: expected 1001 bytes, found 1000");
  }

  @Test
  void aFrameThatHasNoRoomIsRefused() {
    try (Compressor compressor = zstd.compressor(3)) {
      assertThatThrownBy(
              () -> compressor.compress(random(1, 1000), NOTHING, ByteBuffer.allocateDirect(900)))
          .isInstanceOf(ZstdException.class)
          .hasMessage("could not compress by zstd: Destination buffer is too small");
    }
  }

  @Test
  void aDamagedFrameIsRefusedOrUnpacksToSomething() {
    ByteBuffer source = ByteBuffer.allocateDirect(4000);
    for (int i = 0; i < source.capacity(); i++) {
      source.put(i, (byte) (i * i / 7));
    }
    ByteBuffer frame = compressed(source, NOTHING, 19);
    for (int at = 0; at < frame.limit(); at++) {
      byte whole = frame.get(at);
      int flip = 1 << at % 8;
      frame.put(at, (byte) (whole ^ flip));
      unpackOrRefuse(frame, source.capacity());
      frame.put(at, whole);
    }
    assertThat(decompressed(frame, NOTHING, 4000)).isEqualTo(source);
  }

  private void unpackOrRefuse(ByteBuffer frame, int size) {
    try {
      assertThat(decompressed(frame, NOTHING, size).remaining()).isEqualTo(size);
    } catch (ZstdException e) {
      assertThat(e).hasMessageStartingWith("could not decompress by zstd: ");
    }
  }

  @Test
  void aLibraryThatIsNotThereIsNamed(@TempDir Path folder) throws Exception {
    Path none = folder.resolve("libzstd.so.1");
    assertThatThrownBy(() -> Zstd.at(none))
        .isInstanceOf(MissingLibraryException.class)
        .hasMessageStartingWith("could not load " + none + ": ")
        .hasMessageEndingWith("; it comes with Debian's package libzstd1");
    Files.writeString(none, "no library");
    assertThatThrownBy(() -> Zstd.at(none)).isInstanceOf(MissingLibraryException.class);
  }
}
