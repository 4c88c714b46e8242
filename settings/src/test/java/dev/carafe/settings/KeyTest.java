package dev.carafe.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
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

  @Property
  void everyKeySurvivesItsText(
      @ForAll @Size(max = 4) List<@StringLength(min = 1, max = 20) String> segments) {
    Key key = new Key(segments);
    assertThat(Key.parse(key.toString())).isEqualTo(key);
  }

  @Test
  void aTableContainsItsSettings() {
    assertThat(Key.of("ntp").contains(Key.of("ntp", "options"))).isTrue();
    assertThat(Key.of("ntp").contains(Key.of("ntp2"))).isFalse();
    assertThat(Key.of("ntp", "options").contains(Key.of("ntp"))).isFalse();
  }
}
