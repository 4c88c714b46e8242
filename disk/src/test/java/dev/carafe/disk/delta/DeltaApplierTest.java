package dev.carafe.disk.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.device.RecordingDevice;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.disk.verity.VerityVerdict;
import dev.carafe.disk.zstd.TestZstd;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeltaApplierTest {
  private static final int BLOCK = Extent.BLOCK;

  private final byte[] source = random(1, 40);
  private final byte[] target = target(source);
  private final DeltaMaker maker = maker(source, target);

  private static byte[] random(int seed, int blocks) {
    byte[] bytes = new byte[blocks * BLOCK];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Ten blocks of the source, five zeros, three that are new, twelve of the source that are moved
  /// by some bytes.
  private static byte[] target(byte[] source) {
    byte[] target = new byte[30 * BLOCK];
    System.arraycopy(source, 20 * BLOCK, target, 0, 10 * BLOCK);
    System.arraycopy(random(2, 3), 0, target, 15 * BLOCK, 3 * BLOCK);
    System.arraycopy(source, 777, target, 18 * BLOCK, 12 * BLOCK);
    return target;
  }

  private static DeltaMaker maker(byte[] source, byte[] target) {
    return new DeltaMaker(source, target)
        .copy(20, 10)
        .zero(5)
        .literal(3)
        .patch(5, new Extent(0, 6))
        .patch(7, new Extent(4, 3), new Extent(7, 6));
  }

  private static DeltaApplier applier(Delta delta, byte[] source, RecordingDevice destination)
      throws IOException {
    return new DeltaApplier(TestZstd.library(), delta, ByteSource.of(source), destination);
  }

  /// Applies all that is missing.
  ///
  /// @return what that was
  private static DeltaPlan run(
      Delta delta, byte[] source, ByteSource payload, RecordingDevice destination)
      throws IOException {
    try (DeltaApplier applier = applier(delta, source, destination)) {
      DeltaPlan plan = applier.plan(DeltaProgress.SILENT);
      applier.apply(plan, payload, DeltaProgress.SILENT);
      return plan;
    }
  }

  private static RecordingDevice empty(int blocks) {
    return RecordingDevice.of(new byte[blocks * BLOCK]);
  }

  private static byte[] beginning(RecordingDevice device, int size) {
    return Arrays.copyOf(device.content(), size);
  }

  @Test
  void aFileSystemAndItsHashTreeAreMade() throws IOException {
    Delta delta = maker.toFileSystem();
    RecordingDevice destination = RecordingDevice.of(random(3, 35));
    RecordingDevice hash = empty(5);
    DeltaPlan plan = run(delta, source, ByteSource.of(maker.payload()), destination);
    assertThat(plan.operations()).isEqualTo(delta.operations());
    assertThat(beginning(destination, target.length)).isEqualTo(target);
    DeltaTarget.FileSystem made = (DeltaTarget.FileSystem) delta.target();
    made.complete(Digests.OF_JAVA, destination, hash);
    assertThat(VerityTree.verify(destination, hash, made.root()))
        .isEqualTo(new VerityVerdict.Intact());
    assertThat(VerityTree.read(hash).superblock().uuid()).isEqualTo(DeltaMaker.ID);
  }

  @Test
  void aFileIsMadeOfAFileWhateverItsLength() throws IOException {
    byte[] before = Arrays.copyOf(source, source.length - 100);
    byte[] after = Arrays.copyOf(source, source.length - 1);
    DeltaMaker file = new DeltaMaker(before, after).copy(0, 39).patch(1, new Extent(39, 1));
    RecordingDevice destination = RecordingDevice.of(random(3, 40));
    Delta delta = file.toFile();
    run(delta, before, ByteSource.of(file.payload()), destination);
    assertThat(beginning(destination, after.length)).isEqualTo(after);
    ((DeltaTarget.File) delta.target()).complete(destination);
  }

  @Test
  void aWholeImageNeedsNoSource() throws IOException {
    byte[] image = random(5, 4);
    DeltaMaker whole = new DeltaMaker(new byte[0], image).literal(1).literal(3);
    RecordingDevice destination = empty(4);
    run(whole.toFileSystem(), new byte[0], ByteSource.of(whole.payload()), destination);
    assertThat(destination.content()).isEqualTo(image);
  }

  @Test
  void whatIsThereAlreadyIsNeitherFetchedNorWritten() throws IOException {
    Delta delta = maker.toFileSystem();
    RecordingDevice destination = RecordingDevice.of(target);
    DeltaPlan plan = run(delta, source, ByteSource.of(new byte[0]), destination);
    assertThat(plan.operations()).isEmpty();
    assertThat(plan.fetched()).isZero();
    assertThat(destination.writes()).isZero();
  }

  @Test
  void frameByFrameIsFetchedInItsOrderAndNoneTwice() throws IOException {
    List<Long> asked = new ArrayList<>();
    ByteSource payload = new Watched(maker.payload(), asked, Integer.MAX_VALUE);
    DeltaPlan plan = run(maker.toFileSystem(), source, payload, RecordingDevice.of(random(3, 30)));
    assertThat(asked).isSorted().doesNotHaveDuplicates().hasSize(3);
    assertThat(plan.ranges()).containsExactly(new DeltaPlan.Range(0, maker.payload().length));
    assertThat(plan.fetched()).isEqualTo(maker.payload().length);
    assertThat(plan.written()).isEqualTo(target.length);
  }

  @Test
  void aRunThatBrokeOffIsGoneOnWith() throws IOException {
    Delta delta = maker.toFileSystem();
    RecordingDevice destination = empty(30);
    ByteSource breaking = new Watched(maker.payload(), new ArrayList<>(), 1);
    assertThatThrownBy(() -> run(delta, source, breaking, destination))
        .isInstanceOf(IOException.class)
        .hasMessage("the connection broke");
    List<Long> asked = new ArrayList<>();
    DeltaPlan rest = run(delta, source, new Watched(maker.payload(), asked, 9), destination);
    assertThat(rest.operations()).isEqualTo(delta.operations().subList(3, 5));
    assertThat(rest.ranges()).hasSize(1);
    assertThat(asked).hasSize(2);
    assertThat(destination.content()).isEqualTo(target);
  }

  @Test
  void whateverACutOfThePowerLeavesIsGoneOnWith() throws IOException {
    Delta delta = maker.toFileSystem();
    RecordingDevice destination = RecordingDevice.of(random(3, 30));
    ByteSource payload = ByteSource.of(maker.payload());
    run(delta, source, payload, destination);
    destination.everyCut((cut, left) -> {
      run(delta, source, payload, left);
      assertThat(left.content()).as(cut).isEqualTo(target);
    });
  }

  @Test
  void anotherSourceIsFoundOutBeforeAnythingOfItIsWritten() throws IOException {
    byte[] other = source.clone();
    other[20 * BLOCK + 5] ^= 1;
    RecordingDevice destination = empty(30);
    assertThatThrownBy(
            () -> run(maker.toFileSystem(), other, ByteSource.of(maker.payload()), destination))
        .isInstanceOf(FailedOperationException.class)
        .hasMessageStartingWith("could not make blocks 0 to 9: expected digest ")
        .hasMessageEndingWith("; the source is damaged or another one");
    assertThat(destination.writes()).isZero();
  }

  @Test
  void anotherPrefixIsFoundOut() {
    byte[] other = source.clone();
    Arrays.fill(other, 0, 6 * BLOCK, (byte) 1);
    assertThatThrownBy(
            () -> run(maker.toFileSystem(), other, ByteSource.of(maker.payload()), empty(30)))
        .isInstanceOf(FailedOperationException.class)
        .hasMessageStartingWith("could not make blocks 18 to 22: ");
  }

  @Test
  void aDamagedFrameIsNotEvenUnpacked() {
    byte[] payload = maker.payload();
    payload[10] ^= 1;
    assertThatThrownBy(() -> run(maker.toFileSystem(), source, ByteSource.of(payload), empty(30)))
        .isInstanceOf(DamagedFrameException.class)
        .hasMessageMatching(
            "could not make blocks 15 to 17: expected \\d+ bytes of payload at 0 with digest"
                + " [0-9a-f]{64}, found [0-9a-f]{64}");
  }

  @Test
  void aWrongRootIsAnErrorOfItsOwnAndNoTreeIsWritten() throws IOException {
    VerityTree tree = maker.tree();
    RootHash wrong = RootHash.of("ab".repeat(32));
    DeltaTarget.FileSystem other = new DeltaTarget.FileSystem(wrong, tree.superblock());
    RecordingDevice destination = empty(30);
    RecordingDevice hash = empty(5);
    run(maker.delta(other), source, ByteSource.of(maker.payload()), destination);
    assertThatThrownBy(() -> other.complete(Digests.OF_JAVA, destination, hash))
        .isInstanceOf(WrongTargetException.class)
        .hasMessage(
            "could not accept what the delta has made: expected root hash %s, found %s"
                .formatted(wrong, tree.root()));
    assertThat(hash.writes()).isZero();
  }

  @Test
  void aWrongFileIsAnErrorOfItsOwn() {
    DeltaTarget.File file = new DeltaTarget.File(Sha256.of("other"), 100);
    assertThatThrownBy(() -> file.complete(empty(1)))
        .isInstanceOf(WrongTargetException.class)
        .hasMessageContaining("expected digest " + Sha256.of("other"));
  }

  @Test
  void whatIsTooShortIsRefusedAtOnce() {
    Delta delta = maker.toFileSystem();
    assertThatThrownBy(() -> applier(delta, random(1, 39), empty(30)))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> applier(delta, source, empty(29))).isInstanceOf(EOFException.class);
  }

  /// A payload that notes what is asked for, and breaks after so many frames.
  private record Watched(ByteSource content, List<Long> asked, int frames) implements ByteSource {
    Watched(byte[] content, List<Long> asked, int frames) {
      this(ByteSource.of(content), asked, frames);
    }

    @Override
    public long size() {
      return content.size();
    }

    @Override
    public void fill(ByteBuffer target, long offset) throws IOException {
      if (asked.size() == frames) {
        throw new IOException("the connection broke");
      }
      asked.add(offset);
      content.fill(target, offset);
    }
  }
}
