package dev.carafe.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTest {

  @Test
  void readsBottlerocketsKeys() {
    assertThat(Key.parse("settings.motd")).isEqualTo(Key.of("motd"));
    assertThat(Key.parse("settings")).isEqualTo(Key.of());
    assertThat(Key.parse("settings.kernel.sysctl.\"vm.max_map_count\""))
        .isEqualTo(Key.of("kernel", "sysctl", "vm.max_map_count"));
    assertThat(Key.parse("settings.a.\"b\\\"c\\\\\"")).isEqualTo(Key.of("a", "b\"c\\"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          motd           | it does not begin with 'settings'
          settings.      | a segment is empty
          settings..a    | a segment is empty
          settings.a b   | character 11 is ' '
          settings."a    | a quote is not closed
          settings."a"b  | character 13 is 'b'
          """)
  void saysWhyATextIsNoKey(String text, String why) {
    assertThatThrownBy(() -> Key.parse(text))
        .isInstanceOf(KeyException.class)
        .hasMessage("could not read key '" + text + "': " + why);
  }

  @Test
  void aKeyHasAtMost255Characters() {
    assertThatThrownBy(() -> Key.parse("settings." + "a".repeat(247)))
        .hasMessageContaining("longer than 255");
  }

  @Test
  void everyKeySurvivesItsText() {
    RandomText random = new RandomText(1);
    for (int i = 0; i < 2000; i++) {
      Key key = new Key(Collections.nCopies(i % 5, "").stream().map(_ -> segment(random)).toList());
      assertThat(Key.parse(key.toString())).isEqualTo(key);
    }
  }

  private static String segment(RandomText random) {
    return random.between('\0', '\u00ff', 10) + random.of("ab.\"\\ é", 10) + "x";
  }

  @Test
  void aTableContainsItsSettings() {
    assertThat(Key.of("ntp").contains(Key.of("ntp", "options"))).isTrue();
    assertThat(Key.of("ntp").contains(Key.of("ntp2"))).isFalse();
    assertThat(Key.of("ntp", "options").contains(Key.of("ntp"))).isFalse();
  }
}
