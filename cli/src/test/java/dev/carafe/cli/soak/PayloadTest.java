package dev.carafe.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PayloadTest {
  @Test
  void eachHasContentOfItsOwnThatComesAgain() {
    assertThat(new Payload(7, 1).checksum())
        .isEqualTo(new Payload(7, 1).checksum())
        .isNotEqualTo(new Payload(7, 2).checksum())
        .isNotEqualTo(new Payload(8, 1).checksum());
    assertThat(new Payload(7, 1).content()).hasSize(8 << 20);
  }
}
