package dev.carafe.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarTest {
  @Test
  void whatIsOnItHolds() {
    assertThat(new Bar(Bar.Side.AT_MOST, 72).allows(72)).isTrue();
    assertThat(new Bar(Bar.Side.AT_MOST, 72).allows(72.01)).isFalse();
    assertThat(new Bar(Bar.Side.AT_LEAST, 50).allows(50)).isTrue();
    assertThat(new Bar(Bar.Side.AT_LEAST, 50).allows(49)).isFalse();
    assertThat(new Bar(Bar.Side.NONE, 0).allows(1)).isTrue();
  }

  @Test
  void itIsShownAsFarAsItGoes() {
    assertThat(new Bar(Bar.Side.AT_MOST, 1000)).hasToString("<= 1000");
    assertThat(new Bar(Bar.Side.AT_LEAST, 1.5)).hasToString(">= 1.5");
    assertThat(new Bar(Bar.Side.NONE, 0)).hasToString("");
  }
}
