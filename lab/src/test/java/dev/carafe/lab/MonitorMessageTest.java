package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.lab.MonitorMessage.Done;
import dev.carafe.lab.MonitorMessage.Event;
import dev.carafe.lab.MonitorMessage.Greeting;
import dev.carafe.lab.MonitorMessage.Refused;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The lines are of QEMU 10.0.
class MonitorMessageTest {
  @Test
  void theFirstLineGreets() throws IOException {
    assertThat(
            MonitorMessage.parse(
                "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 13, \"minor\": 0, \"major\": 10},"
                    + " \"package\": \"Debian 1:10.0.13\"}, \"capabilities\": [\"oob\"]}}"))
        .isEqualTo(new Greeting());
  }

  @Test
  void anEmptyReturnIsAnAnswer() throws IOException {
    assertThat(MonitorMessage.parse("{\"return\": {}}")).isEqualTo(new Done());
  }

  @Test
  void anErrorSaysWhy() throws IOException {
    assertThat(
            MonitorMessage.parse(
                "{\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"no command fly\"}}"))
        .isEqualTo(new Refused("no command fly"));
  }

  @Test
  void theEndOfAMachineHasAReason() throws IOException {
    assertThat(
            MonitorMessage.parse(
                "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"SHUTDOWN\","
                    + " \"data\": {\"guest\": true, \"reason\": \"guest-shutdown\"}}"))
        .isEqualTo(new Event("SHUTDOWN", "guest-shutdown"));
  }

  @Test
  void anythingElseIsNoMessage() {
    assertThatThrownBy(() -> MonitorMessage.parse("{\"id\": 1}"))
        .isInstanceOf(IOException.class)
        .hasMessage("not a message of QEMU's monitor: {\"id\": 1}");
  }
}
