package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SoughtTextTest {

  @Test
  void itIsFoundAnywhere() {
    SoughtText text = SoughtText.of("[Ff]ail(ed|ure)");
    assertThat(text.isIn("the unit has failed, again")).isTrue();
    assertThat(text.isIn("it fails")).isFalse();
  }

  @Test
  void anExpressionThatNeverEndsDoesNotMatch() {
    assertThat(SoughtText.of("(a*)*b").isIn("a".repeat(60))).isFalse();
    assertThat(SoughtText.of("(a|aa)+$").isIn("a".repeat(60) + "b")).isFalse();
    assertThat(SoughtText.of("(x|y)*z").isIn("xy".repeat(30_000))).isFalse();
  }

  @Test
  void whatIsNoExpressionIsRefused() {
    assertThatThrownBy(() -> SoughtText.of("(a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unclosed group");
    assertThatThrownBy(() -> SoughtText.of("(".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
