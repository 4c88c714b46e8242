package dev.carafe.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DebianVersionTest {

  private static int compare(String left, String right) {
    return Integer.signum(new DebianVersion(left).compareTo(new DebianVersion(right)));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0, 0",
    "1.0, 1.00, 0",
    "1.0-0, 1.0, 0",
    "0:1.0, 1.0, 0",
    "1.0~rc1, 1.0, -1",
    "1.0~~, 1.0~, -1",
    "1.0~~a, 1.0~, -1",
    "1.0, 1.0a, -1",
    "1.0a, 1.0+, -1",
    "1.2, 1.10, -1",
    "9, 1:1, -1",
    "2:1, 10:0, -1",
    "1.0-1, 1.0-1+b1, -1",
    "1.0-1~deb13u1, 1.0-1, -1",
    "1.2-3-4, 1.2-3-5, -1",
    "1-9, 1-1-1, -1",
    "99999999999999999999, 100000000000000000000, -1",
  })
  void ordersAsPolicySays(String left, String right, int order) {
    assertThat(compare(left, right)).isEqualTo(order);
    assertThat(compare(right, left)).isEqualTo(-order);
  }

  @Test
  void refusesWhatIsNone() {
    assertThatThrownBy(() -> new DebianVersion("1 0")).hasMessageContaining("'1 0'");
    assertThatThrownBy(() -> new DebianVersion("")).hasMessageContaining("''");
  }

  @Test
  void orderIsTotal() {
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      String a = version(random);
      String b = version(random);
      String c = version(random);
      assertThat(compare(a, b)).as("%s and %s", a, b).isEqualTo(-compare(b, a));
      if (compare(a, b) <= 0 && compare(b, c) <= 0) {
        assertThat(compare(a, c)).as("%s, %s and %s", a, b, c).isLessThanOrEqualTo(0);
      }
    }
  }

  private static String version(Random random) {
    StringBuilder version = new StringBuilder();
    for (int left = random.nextInt(1, 7); left > 0; left--) {
      version.append("019aZ.+~-".charAt(random.nextInt(9)));
    }
    return version.toString();
  }
}
