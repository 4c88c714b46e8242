package dev.carafe.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefcountsTest {

  /// A block counts 32768 clusters, itself and the table among them.
  @ParameterizedTest
  @CsvSource({"3,1", "32766,1", "32767,2", "65533,2", "65534,3", "100000,4"})
  void everyClusterIsCountedOnce(long used, int blocks) {
    Refcounts refcounts = Refcounts.after(used);
    assertThat(refcounts).isEqualTo(new Refcounts(used, blocks, 1));
    ByteBuffer clusters = refcounts.clusters();
    long total = used + blocks + 1;
    assertThat(clusters.getShort((int) (total - 1) * 2)).isEqualTo((short) 1);
    if (total < blocks * 32768L) {
      assertThat(clusters.getShort((int) total * 2)).isZero();
    }
    assertThat(clusters.getLong(blocks << Qcow2Image.CLUSTER_BITS))
        .isEqualTo(used << Qcow2Image.CLUSTER_BITS);
  }
}
