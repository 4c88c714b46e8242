package dev.carafe.node.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.cri.Sandbox;
import dev.carafe.node.host.Journal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndingsTest {
  private static final Instant DEATH = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FOUND = DEATH.plusMillis(412);
  private static final Sandbox GOOD = new Sandbox("good", "web", "spec", true);
  private static final Container HTTPD =
      SamplePods.container("httpd", "image", PullPolicy.IF_NOT_PRESENT);

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void anEndIsToldOnceWithItsAgeAndWhatFollows() {
    Endings endings = endings(RestartPolicy.ALWAYS);
    tell(endings, RestartPolicy.ALWAYS, dead("a", 0, 137));
    tell(endings, RestartPolicy.ALWAYS, dead("a", 0, 137));
    assertThat(said())
        .containsExactly(
            "<6>pod web: container httpd has ended with 137, Error, 412 ms ago; next start: now");
  }

  @Test
  void whatIsPutOffHasItsTime() {
    tell(endings(RestartPolicy.ALWAYS), RestartPolicy.ALWAYS, dead("b", 1, 137));
    assertThat(said()).singleElement().asString().endsWith("next start: at 2026-01-01T00:00:10Z");
  }

  @Test
  void whatStaysEndedIsSaidToo() {
    tell(endings(RestartPolicy.ON_FAILURE), RestartPolicy.ON_FAILURE, dead("c", 0, 0));
    assertThat(said()).singleElement().asString().endsWith("next start: never");
  }

  @Test
  void theNextLifeHasAnEndOfItsOwn() {
    Endings endings = endings(RestartPolicy.ALWAYS);
    tell(endings, RestartPolicy.ALWAYS, dead("a", 0, 137));
    tell(endings, RestartPolicy.ALWAYS, dead("b", 1, 137));
    assertThat(said()).hasSize(2);
  }

  private Endings endings(RestartPolicy policy) {
    return new Endings(
        pod(policy), new Journal(new PrintStream(said, true, StandardCharsets.UTF_8)));
  }

  private static Pod pod(RestartPolicy policy) {
    return SamplePods.pod("web", false, policy, HTTPD);
  }

  private static void tell(
      Endings endings, RestartPolicy policy, RuntimeContainer.Exited container) {
    Observation observed =
        new Observation(
            List.of(GOOD),
            List.of(container),
            Set.of("image"),
            Set.of(),
            Optional.of("good"),
            Map.of(),
            List.of());
    List<Action> actions =
        Plan.decide(pod(policy), "spec", observed, Failures.none(), FOUND).actions();
    endings.tell(observed, actions, FOUND);
  }

  private static RuntimeContainer.Exited dead(String id, int attempt, int code) {
    return new RuntimeContainer.Exited(
        id,
        "httpd",
        attempt,
        SpecText.of(HTTPD),
        code,
        code == 0 ? "Completed" : "Error",
        DEATH.minusSeconds(5),
        DEATH);
  }

  private List<String> said() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
