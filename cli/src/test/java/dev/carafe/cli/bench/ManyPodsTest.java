package dev.carafe.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.carafe.settings.PlacedDocument;
import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyPodsTest {
  @Test
  void allAreInTheUserDataAndTheLastKills() {
    List<Problem> problems = new ArrayList<>();
    String text = new ManyPods(50).userData();
    PlacedDocument document = TomlDocument.parse("user data", text, problems);
    assertThat(problems).isEmpty();
    assertThat(document.has("settings.pods.p01.spec.containers")).isTrue();
    assertThat(document.has("settings.pods.p49.spec.hostPID")).isFalse();
    assertThat(document.has("settings.pods.p50.spec.hostPID")).isTrue();
    assertThat(document.has("settings.pods.p51")).isFalse();
  }

  /// Of which a certificate takes the rest.
  @Test
  void firmwareHandsThemOn() {
    assertThat(new ManyPods(50).userData().getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(40_000);
  }

  @Test
  void aSinglePodServes() {
    assertThat(new ManyPods(1).userData()).contains("httpd").doesNotContain("hostPID");
    assertThatIllegalArgumentException().isThrownBy(() -> new ManyPods(0));
  }

  @Test
  void aProcessSaysWhenItBegan() {
    assertThat(ManyPods.begun("2026-01-01T00:00:00.1Z stdout F process since 34787.22\n"))
        .contains(34_787_220L);
    assertThat(ManyPods.begun("process since nobody knows when")).isEmpty();
  }
}
