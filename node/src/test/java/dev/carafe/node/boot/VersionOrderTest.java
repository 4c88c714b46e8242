package dev.carafe.node.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionOrderTest {
  private final VersionOrder order = new VersionOrder();

  /// The list of the specification's own source.
  @Test
  void versionsAreInTheSpecificationsOrder() {
    List<String> ascending =
        List.of(
            "122.1",
            "123~rc1-1",
            "123",
            "123-a",
            "123-a.1",
            "123-1",
            "123-1.1",
            "123^post1",
            "123.a-1",
            "123.1-1",
            "123a-1",
            "124-1");
    for (int i = 0; i < ascending.size(); i++) {
      for (int j = 0; j < ascending.size(); j++) {
        assertThat(Integer.signum(order.compare(ascending.get(i), ascending.get(j))))
            .as(ascending.get(i) + " and " + ascending.get(j))
            .isEqualTo(Integer.signum(i - j));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.0, 1.10.0, -1",
    "1.2.0, 1.2, 1",
    "1.3.0-rc.1, 1.3.0, 1",
    "1.3.0~rc.1, 1.3.0, -1",
    "00123, 123, 0",
    "123_a, 123a, 0",
    "1.0.0+b1, 1.0.0+b2, -1",
    "carafe-plain_1.10.0.efi, carafe-plain_1.9.0.efi, 1",
    "abc, abcde, -1",
    "abc, 1, -1",
    "'', '', 0",
    "'', 1, -1",
  })
  void versionsAreComparedPartByPart(String left, String right, int expected) {
    assertThat(Integer.signum(order.compare(left, right))).isEqualTo(expected);
    assertThat(Integer.signum(order.compare(right, left))).isEqualTo(-expected);
  }
}
