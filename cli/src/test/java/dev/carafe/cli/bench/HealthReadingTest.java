package dev.carafe.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthReadingTest {
  @Test
  void onlyPodsWhoseContainersAreAllReadyCount() throws IOException {
    HealthReading health =
        HealthReading.of(
            """
            {"status":"starting","problems":["a:1:1: wrong; right"],"pods":[
              {"name":"a","containers":[{"name":"c","state":"running","ready":true}]},
              {"name":"b","last_error":"no disk","containers":[
                {"name":"c","state":"running","ready":true},
                {"name":"d","state":"waiting","waits_for":"its image"}]},
              {"name":"e","containers":[]}],
             "agent":{"ready_after_ms":900,"uptime_ms":1500,"memory_bytes":42},
             "machine":{"memory_available_bytes":7}}
            """);
    assertThat(health)
        .isEqualTo(
            new HealthReading(
                Optional.of(900L), 1500, 1, 42, 7, "a:1:1: wrong; right\nb: no disk"));
  }

  @Test
  void anAgentThatStartsIsNotReady() throws IOException {
    assertThat(HealthReading.of("{\"agent\":{\"uptime_ms\":3}}").agentReady()).isEmpty();
  }
}
