package dev.carafe.image.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.delta.Extent;
import dev.carafe.image.erofs.ErofsExtent;
import dev.carafe.image.erofs.SmallErofs;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FileMapTest {
  private static final ErofsExtent PROGRAM = new ErofsExtent("bin/program", 1, 4);
  private static final ErofsExtent MODULE =
      new ErofsExtent("lib/modules/6.12.115+deb13-cloud-amd64/ext4.ko", 5, 10);
  private static final ErofsExtent LIBRARY = new ErofsExtent("lib/libz.so.1.2.3", 17, 3);

  private final FileMap map = new FileMap(List.of(MODULE, LIBRARY, PROGRAM), 22);

  private String partsOf(int first, int count) {
    StringBuilder text = new StringBuilder();
    for (FileMap.Part part : map.parts(new Extent(first, count))) {
      text.append("%s %d+%d; ".formatted(part.file().path(), part.at(), part.count()));
    }
    return text.toString();
  }

  @Test
  void blocksAreThoseOfFilesAndOfWhatIsBehindThem() {
    assertThat(partsOf(0, 1)).isEqualTo("//behind 0+1; ");
    assertThat(partsOf(3, 4)).isEqualTo("bin/program 2+2; " + MODULE.path() + " 0+2; ");
    assertThat(partsOf(14, 8))
        .isEqualTo(
            MODULE.path()
                + " 9+1; "
                + MODULE.path()
                + "//behind 0+2; lib/libz.so.1.2.3 0+3; lib/libz.so.1.2.3//behind 0+2; ");
  }

  @Test
  void aFileIsFoundByItsPathOrByItsPathButForVersions() {
    assertThat(map.before(new ErofsExtent("bin/program", 70, 1))).contains(PROGRAM);
    assertThat(
            map.before(new ErofsExtent("lib/modules/6.12.117+deb13.1-cloud-amd64/ext4.ko", 70, 1)))
        .contains(MODULE);
    assertThat(map.before(new ErofsExtent("lib/libz.so.1.3", 70, 1))).contains(LIBRARY);
    assertThat(map.before(new ErofsExtent("lib/liby.so.1.2.3", 70, 1))).isEmpty();
    assertThat(map.before(new ErofsExtent("lib/modules/6.12.117+deb13-cloud-amd64/ext3.ko", 70, 1)))
        .isEmpty();
  }

  @Test
  void everyBlockOfAnErofsBelongsToSomething() throws IOException {
    byte[] image = SmallErofs.bytes();
    FileMap files = FileMap.ofErofs(ByteSource.of(image));
    int blocks = image.length / Extent.BLOCK;
    List<FileMap.Part> parts = files.parts(new Extent(0, blocks));
    assertThat(parts.stream().mapToLong(FileMap.Part::count).sum()).isEqualTo(blocks);
    assertThat(parts.stream().map(part -> part.file().path())).contains("lib/two-blocks-and-more");
  }

  @Test
  void aFileOfItsOwnIsOne() {
    FileMap one = FileMap.ofOne(100);
    FileMap.Part part = one.parts(new Extent(20, 30)).getFirst();
    assertThat(part.at()).isEqualTo(20);
    assertThat(part.count()).isEqualTo(30);
    assertThat(FileMap.ofOne(7).before(part.file())).isPresent();
  }

  @Test
  void rowsOfBlocksAreExtents() {
    assertThat(Extents.of(LongStream.of(3, 4, 5, 9, 8, 9)))
        .containsExactly(new Extent(3, 3), new Extent(9, 1), new Extent(8, 2));
    assertThat(Extents.of(LongStream.empty())).isEmpty();
  }
}
