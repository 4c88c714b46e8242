package dev.carafe.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final Beginning BEGINNING = new Beginning(1, "AA:BB");

  @Test
  void aHealthyNodeWithItsKeyIsWell() {
    assertThat(new Standing(List.of(), "AA:BB").fault(BEGINNING)).isEmpty();
  }

  @Test
  void aNodeThatIsNotHealthyIsAFailure() {
    assertThat(new Standing(List.of("var.mount", "x"), "AA:BB").fault(BEGINNING))
        .contains(Verdict.failed("the node is not healthy: var.mount; x"));
  }

  @Test
  void anotherKeyIsAFailure() {
    assertThat(new Standing(List.of(), "CC").fault(BEGINNING))
        .contains(Verdict.failed("the node has another key"));
  }
}
