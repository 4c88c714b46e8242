package dev.carafe.trust.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  @Test
  void theOrderIsTheSpecifications() {
    List<Version> order =
        List.of(
                "0.9.9",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.2.0",
                "1.10.0",
                "2.0.0",
                "99999999999999999999999999.0.0")
            .stream()
            .map(Version::of)
            .toList();
    List<Version> shuffled = new ArrayList<>(order);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.sort(Version.PRECEDENCE);
    assertThat(shuffled).isEqualTo(order);
    for (int i = 1; i < order.size(); i++) {
      assertThat(order.get(i).isNewerThan(order.get(i - 1))).as(order.get(i).toString()).isTrue();
      assertThat(order.get(i - 1).isNewerThan(order.get(i))).isFalse();
    }
  }

  @Test
  void builtAgainIsNotNewer() {
    assertThat(Version.of("1.0.0+b").isNewerThan(Version.of("1.0.0+a"))).isFalse();
    assertThat(Version.of("1.0.0+b")).isNotEqualTo(Version.of("1.0.0+a"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0+b, 1.0.0, true",
    "1.0.0+b, 1.0.0+b, true",
    "1.0.0+b, 1.0.0+a, false",
    "1.0.0, 1.0.0+a, false",
    "1.0.0, 1.0.1, false",
    "1.0.0-rc.1, 1.0.0, false",
  })
  void whoeverNamesNoBuildMeansAny(String version, String wanted, boolean meant) {
    assertThat(Version.of(version).isMeantBy(Version.of(wanted))).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3", "1.2.3-rc.1", "1.2.3+4f0c21", "1.2.3-a-b.c+d-e.f-g"})
  void itIsWrittenAsItWasRead(String text) {
    assertThat(Version.of(text)).hasToString(text);
    assertThat(Version.of("v" + text)).isEqualTo(Version.of(text));
    assertThat(Version.fault(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.2", "latest", "v", "1.2.3-", "1.2.3+", "01.2.3", "1.2.3-01"})
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> Version.of(text)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Version.fault(text)).isPresent();
  }

  @Test
  void itsLengthHasAnEnd() {
    String longest = "1.2." + "3".repeat(124);
    assertThat(Version.of(longest)).hasToString(longest);
    assertThat(Version.fault(longest + "3")).contains("it is longer than 128 characters");
  }
}
