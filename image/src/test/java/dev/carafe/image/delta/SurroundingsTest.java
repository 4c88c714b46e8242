package dev.carafe.image.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.delta.Extent;
import dev.carafe.image.erofs.ErofsExtent;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static final int BLOCKS = 8000;

  /// No block of the target is known.
  private static Surroundings of(List<ErofsExtent> before, List<ErofsExtent> after)
      throws IOException {
    byte[] target = new byte[BLOCKS * Extent.BLOCK];
    for (int block = 0; block < BLOCKS; block++) {
      target[block * Extent.BLOCK] = 1;
    }
    return new Surroundings(
        new FileMap(before, BLOCKS),
        new FileMap(after, BLOCKS),
        Origins.of(ByteSource.of(new byte[0]), ByteSource.of(target)));
  }

  @Test
  void smallFilesAreTakenWhole() throws IOException {
    Surroundings surroundings =
        of(
            List.of(new ErofsExtent("a", 100, 20), new ErofsExtent("b", 200, 30)),
            List.of(new ErofsExtent("a", 0, 21), new ErofsExtent("b", 21, 30)));
    assertThat(surroundings.of(new Extent(5, 30)))
        .containsExactly(new Extent(100, 20), new Extent(200, 30));
  }

  @Test
  void ofALargeFileAsMuchIsTakenAsThereIsRoomFor() throws IOException {
    Surroundings surroundings =
        of(List.of(new ErofsExtent("a", 1000, 5000)), List.of(new ErofsExtent("a", 0, 5000)));
    assertThat(surroundings.of(new Extent(2000, 1000)))
        .containsExactly(new Extent(1000 + 2000 - 512, 1000 + 2 * 512));
  }

  @Test
  void whatGrewIsLookedForBeforeItsPlace() throws IOException {
    Surroundings surroundings =
        of(List.of(new ErofsExtent("a", 1000, 4900)), List.of(new ErofsExtent("a", 0, 5000)));
    Extent found = surroundings.of(new Extent(2000, 1000)).getFirst();
    assertThat(found.first()).isLessThanOrEqualTo(1000 + 2000 - 100);
    assertThat(found.end()).isGreaterThanOrEqualTo(1000 + 3000);
    assertThat(found.count()).isLessThanOrEqualTo(2048);
  }

  @Test
  void whereTheShiftIsTooLongTheShareCounts() throws IOException {
    Surroundings surroundings =
        of(List.of(new ErofsExtent("a", 100, 2500)), List.of(new ErofsExtent("a", 0, 5000)));
    assertThat(surroundings.of(new Extent(2000, 1000)))
        .containsExactly(new Extent(100 + 1000, 1000));
    assertThat(surroundings.of(new Extent(4000, 1000)).getLast().end()).isEqualTo(2600);
  }

  @Test
  void ofANewFileNothingIsKnown() throws IOException {
    Surroundings surroundings = of(List.of(), List.of(new ErofsExtent("a", 0, 100)));
    assertThat(surroundings.of(new Extent(0, 100))).isEmpty();
  }

  @Test
  void aKnownBlockAmongChangedOnesIsTakenFromWhereverItIs() throws IOException {
    byte[] source = new byte[100 * Extent.BLOCK];
    source[77 * Extent.BLOCK] = 7;
    byte[] target = new byte[10 * Extent.BLOCK];
    target[3 * Extent.BLOCK] = 7;
    Surroundings surroundings =
        new Surroundings(
            new FileMap(List.of(), 0),
            FileMap.ofOne(10),
            Origins.of(ByteSource.of(source), ByteSource.of(target)));
    assertThat(surroundings.of(new Extent(0, 10))).containsExactly(new Extent(77, 1));
  }
}
