package dev.carafe.image.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaApplier;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.DeltaProgress;
import dev.carafe.disk.delta.DeltaTarget;
import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.delta.Operation;
import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.foreign.MissingLibraryException;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.UsrVerity;
import dev.carafe.image.erofs.ErofsExtent;
import dev.carafe.image.erofs.ErofsFileSystem;
import dev.carafe.image.erofs.SmallErofs;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaWriterTest {
  private static final int BLOCK = Extent.BLOCK;

  @TempDir Path folder;
  private final Zstd zstd = library();
  private final DeltaWriter writer = new DeltaWriter(zstd, Progress.SILENT);

  private static Zstd library() {
    try {
      return Zstd.ofSystem();
    } catch (MissingLibraryException e) {
      return Assumptions.abort(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] random(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static ImageContent file(byte[] bytes) throws IOException {
    return ImageContent.ofFile(ByteSource.of(bytes));
  }

  private static ImageContent usr(byte[] bytes) throws IOException {
    return ImageContent.ofUsr(ByteSource.of(bytes), UsrVerity.superblock("plain", bytes.length));
  }

  /// Applies the delta in a file, and gives what it made.
  private byte[] applied(Path file, byte[] source) throws IOException {
    ByteSource whole = ByteSource.of(Files.readAllBytes(file));
    Delta delta = DeltaFormat.read(whole);
    Path made = Files.createTempFile(folder, "made", "");
    Files.delete(made);
    try (FileDevice device = FileDevice.create(made, delta.target().blocks() * BLOCK);
        DeltaApplier applier = new DeltaApplier(zstd, delta, ByteSource.of(source), device)) {
      applier.apply(
          applier.plan(DeltaProgress.SILENT),
          DeltaFormat.payload(whole, delta),
          DeltaProgress.SILENT);
      complete(delta.target(), device);
    }
    return Arrays.copyOf(Files.readAllBytes(made), (int) delta.target().size());
  }

  private void complete(DeltaTarget target, FileDevice made) throws IOException {
    switch (target) {
      case DeltaTarget.File one -> one.complete(made);
      case DeltaTarget.FileSystem usr -> {
        Path hash = Files.createTempFile(folder, "hash", "");
        Files.delete(hash);
        try (FileDevice device = FileDevice.create(hash, made.size())) {
          usr.complete(Digests.OF_JAVA, made, device);
          assertThat(VerityTree.read(device).root()).isEqualTo(usr.root());
        }
      }
    }
  }

  @Test
  void whatMovedChangedAndCameNewIsMadeOfTheOld() throws IOException {
    byte[] before = random(1, 700 * BLOCK);
    byte[] after = new byte[740 * BLOCK + 777];
    System.arraycopy(before, 300 * BLOCK, after, 0, 100 * BLOCK);
    System.arraycopy(before, 500, after, 150 * BLOCK, 300 * BLOCK);
    System.arraycopy(random(2, 3 * BLOCK), 0, after, 450 * BLOCK, 3 * BLOCK);
    System.arraycopy(before, 440 * BLOCK, after, 453 * BLOCK + 13, 200 * BLOCK);
    Path delta = folder.resolve("delta");
    writer.writePatch(file(before), file(after), delta);
    assertThat(applied(delta, before)).isEqualTo(after);
    assertThat(Files.size(delta)).isBetween(3L * BLOCK, 3L * BLOCK + 3000);
  }

  @Test
  void equalContentsNeedNoPayload() throws IOException {
    byte[] same = random(1, 2000 * BLOCK);
    Delta delta = writer.writePatch(file(same), file(same), folder.resolve("delta"));
    assertThat(delta.payloadSize()).isZero();
    assertThat(delta.operations()).hasSize(2).allMatch(Operation.Copy.class::isInstance);
    assertThat(applied(folder.resolve("delta"), same)).isEqualTo(same);
  }

  @Test
  void whatThePrefixDoesNotHelpIsALiteral() throws IOException {
    Delta delta =
        writer.writePatch(
            file(random(1, 10 * BLOCK)), file(random(2, 10 * BLOCK)), folder.resolve("delta"));
    assertThat(delta.operations()).singleElement().isInstanceOf(Operation.Literal.class);
  }

  @Test
  void aWholeImageHasNoSource() throws IOException {
    byte[] image = SmallErofs.bytes();
    Delta delta = writer.writeWhole(usr(image), KnownFrames.of(List.of()), folder.resolve("whole"));
    assertThat(delta.source()).isEmpty();
    assertThat(applied(folder.resolve("whole"), new byte[0])).isEqualTo(image);
  }

  @Test
  void framesOfAnEarlierWholeAreTakenOverUnlessTheyAreDamaged() throws IOException {
    byte[] before = random(1, 2100 * BLOCK);
    byte[] after = before.clone();
    after[0]++;
    Path earlier = folder.resolve("earlier");
    writer.writeWhole(file(before), KnownFrames.of(List.of()), earlier);
    byte[] damaged = Files.readAllBytes(earlier);
    damaged[damaged.length - 1]++;
    Path later = folder.resolve("later");
    for (byte[] bytes : List.of(Files.readAllBytes(earlier), damaged)) {
      Files.write(earlier, bytes);
      Files.deleteIfExists(later);
      try (KnownFrames known = KnownFrames.of(List.of(earlier))) {
        writer.writeWhole(file(after), known, later);
      }
      assertThat(applied(later, new byte[0])).isEqualTo(after);
    }
  }

  @Test
  void aUsrIsMadeOfAnother() throws IOException {
    byte[] before = SmallErofs.withoutChecksum();
    byte[] after = before.clone();
    int content = (int) blockOf(before, "lib/two-blocks-and-more") * BLOCK;
    Arrays.fill(after, content + 1000, content + 2000, (byte) 3);
    Path file = folder.resolve("delta");
    Delta delta = writer.writePatch(usr(before), usr(after), file);
    assertThat(delta.source()).contains(usr(before).source());
    assertThat(delta.target()).isEqualTo(usr(after).target());
    assertThat(applied(file, before)).isEqualTo(after);
  }

  private static long blockOf(byte[] image, String path) throws IOException {
    return ErofsFileSystem.of(ByteSource.of(image)).extents().stream()
        .filter(extent -> extent.path().equals(path))
        .mapToLong(ErofsExtent::first)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSameContentsGiveTheSameBytes() throws IOException {
    byte[] before = random(1, 300 * BLOCK);
    byte[] after = Arrays.copyOfRange(before, 100, 290 * BLOCK);
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    writer.writePatch(file(before), file(after), first);
    writer.writePatch(file(before), file(after), second);
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }
}
