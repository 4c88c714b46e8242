package dev.carafe.image.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.delta.Extent;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CutTest {
  private static final int BLOCK = Extent.BLOCK;
  private static final byte[] SOURCE = random(1, 100);

  private static byte[] random(int seed, int blocks) {
    byte[] bytes = new byte[blocks * BLOCK];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Blocks of the target by their origin: `k` as many blocks further in the source, `n` new, `z`
  /// zeros; each with a count.
  private static String cut(String target) throws IOException {
    return text(Cut.of(Origins.of(ByteSource.of(SOURCE), ByteSource.of(bytes(target)))));
  }

  private static byte[] bytes(String target) {
    String[] words = target.split(" ", -1);
    int blocks = 0;
    for (String word : words) {
      blocks += Integer.parseInt(word.substring(1));
    }
    byte[] bytes = new byte[blocks * BLOCK];
    byte[] fresh = random(2, blocks);
    int at = 0;
    for (String word : words) {
      int size = Integer.parseInt(word.substring(1)) * BLOCK;
      switch (word.charAt(0)) {
        case 'k' -> System.arraycopy(SOURCE, at + BLOCK, bytes, at, size);
        case 'n' -> System.arraycopy(fresh, at, bytes, at, size);
        default -> {}
      }
      at += size;
    }
    return bytes;
  }

  private static String text(List<Piece> pieces) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      Extent blocks = piece.blocks();
      text.append(
          switch (piece) {
            case Piece.Known(_, List<Extent> source) ->
                "known %d+%d of %d extents; "
                    .formatted(blocks.first(), blocks.count(), source.size());
            case Piece.Zeros _ -> "zeros %d+%d; ".formatted(blocks.first(), blocks.count());
            case Piece.Changed _ -> "changed %d+%d; ".formatted(blocks.first(), blocks.count());
          });
    }
    return text.toString();
  }

  @Test
  void longRunsArePiecesAndShortOnesStayWithWhatChanged() throws IOException {
    assertThat(cut("k20 n3 z20 n1"))
        .isEqualTo("known 0+20 of 1 extents; changed 20+3; zeros 23+20; changed 43+1; ");
    assertThat(cut("n3 k15 n2 z15 n1")).isEqualTo("changed 0+36; ");
    assertThat(cut("k20 z3 n1 k3 k20"))
        .isEqualTo("known 0+20 of 1 extents; changed 20+4; known 24+23 of 1 extents; ");
  }

  @Test
  void shortRunsWithoutChangesAreKept() throws IOException {
    assertThat(cut("k3 z2 k4"))
        .isEqualTo("known 0+3 of 1 extents; zeros 3+2; known 5+4 of 1 extents; ");
  }

  @Test
  void noPieceIsLargerThanAnOperation() throws IOException {
    assertThat(cut("n1025 z1024")).isEqualTo("changed 0+1024; changed 1024+1; zeros 1025+1024; ");
  }

  @Test
  void movedBlocksAreFoundInRows() throws IOException {
    byte[] target = new byte[40 * BLOCK];
    System.arraycopy(SOURCE, 60 * BLOCK, target, 0, 25 * BLOCK);
    System.arraycopy(SOURCE, 3 * BLOCK, target, 25 * BLOCK, 15 * BLOCK);
    List<Piece> pieces = Cut.of(Origins.of(ByteSource.of(SOURCE), ByteSource.of(target)));
    assertThat(pieces)
        .containsExactly(
            new Piece.Known(new Extent(0, 40), List.of(new Extent(60, 25), new Extent(3, 15))));
  }

  @Test
  void ofEqualBlocksTheOneThatGoesOnIsTaken() throws IOException {
    byte[] twice = new byte[8 * BLOCK];
    System.arraycopy(SOURCE, 0, twice, 0, 4 * BLOCK);
    System.arraycopy(SOURCE, 0, twice, 4 * BLOCK, 4 * BLOCK);
    Origins origins = Origins.of(ByteSource.of(twice), ByteSource.of(twice));
    for (int block = 0; block < 8; block++) {
      assertThat(origins.of(block)).isEqualTo(block);
    }
  }
}
