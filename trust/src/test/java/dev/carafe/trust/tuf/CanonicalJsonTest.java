package dev.carafe.trust.tuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  @Test
  void namesAreInTheOrderOfTheirCharactersAndNothingIsBetween() {
    assertThat(
            canonical(
                "{ \"b\": [1, -2, true, null], \"a\": {}, \"\uD83D\uDE00\": 1, \"\uFFFD\": 2 }"))
        .isEqualTo("{\"a\":{},\"b\":[1,-2,true,null],\"\uFFFD\":2,\"\uD83D\uDE00\":1}");
  }

  @Test
  void onlyQuotationMarksAndBackslashesAreEscaped() {
    assertThat(canonical("\"\\\"\\\\\\n\\u00e4/\"")).isEqualTo("\"\\\"\\\\\n\u00e4/\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e3", "-0", "0.5"})
  void numbersAreIntegers(String number) {
    assertThatThrownBy(() -> canonical(number))
        .isInstanceOf(MalformedMetadataException.class)
        .hasMessageContaining(number);
  }

  private static String canonical(String json) {
    return new String(CanonicalJson.bytes(JsonReader.read(json)), UTF_8);
  }
}
