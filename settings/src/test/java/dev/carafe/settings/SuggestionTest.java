package dev.carafe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("boot", "kernel", "motd");

  @Test
  void lettersThatHaveChangedPlacesAreOneSlip() {
    assertThat(Suggestion.nearest("modt", KNOWN)).contains("motd");
    assertThat(Suggestion.nearest("ob", List.of("ax", "bo"))).contains("bo");
  }

  @Test
  void whatIsNothingLikeItIsNotSuggested() {
    assertThat(Suggestion.instead("ntp", KNOWN)).isEqualTo("known are boot, kernel, motd");
  }
}
