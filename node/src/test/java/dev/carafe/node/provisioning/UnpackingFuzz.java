package dev.carafe.node.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

/// Any bytes are user data with problems, and no more of it than may be.
public final class UnpackingFuzz {
  private UnpackingFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Provision given = Unpacking.of("fuzz", input);
    int length = given.network().map(text -> text.text().length()).orElse(0);
    for (UserDataDocument document : given.settings()) {
      assertThat(document.text()).isNotBlank();
      length += document.text().length();
    }
    assertThat(length).isLessThanOrEqualTo(input.length + Unpacking.LARGEST);
    given.problems().forEach(problem -> assertThat(problem.position().source()).startsWith("fuzz"));
  }
}
