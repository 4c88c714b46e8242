package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.model.SettingsTree;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogDestinationsTest {

  @Test
  void destinationsAreRead() {
    LogDestinations read =
        read(
            """
            {"log": {"destinations": {
              "siem": {"format": "syslog", "host": "log.example.com", "port": 6514, "tls": true,
                       "units": ["containerd.service"]},
              "lab": {"host": "2001:db8::1", "port": 5170, "tls": false}
            }}}
            """);
    assertThat(read.lacking()).isEmpty();
    assertThat(read.complete())
        .containsExactly(
            new LogDestination(
                "siem",
                LogDestination.Format.SYSLOG,
                "log.example.com",
                6514,
                true,
                List.of("containerd.service")),
            new LogDestination(
                "lab", LogDestination.Format.JSON_LINES, "2001:db8::1", 5170, false, List.of()));
    assertThat(read.complete())
        .extracting(LogDestination::address)
        .containsExactly("log.example.com:6514", "[2001:db8::1]:5170");
  }

  @Test
  void whoSaysNothingOfEncryptionHasIt() {
    assertThat(
            read("{\"log\": {\"destinations\": {\"a\": {\"host\": \"h\", \"port\": 1}}}}")
                .complete())
        .extracting(LogDestination::tls)
        .containsExactly(true);
  }

  @Test
  void destinationThatLacksSomethingIsNamed() {
    LogDestinations read =
        read("{\"log\": {\"destinations\": {\"a\": {\"host\": \"h\"}, \"b\": {\"port\": 1}}}}");
    assertThat(read.complete()).isEmpty();
    assertThat(read.lacking())
        .containsExactly(
            "settings.log.destinations.a has no port; set settings.log.destinations.a.port",
            "settings.log.destinations.b has no host; set settings.log.destinations.b.host");
  }

  @Test
  void settingsWithoutDestinationsHaveNone() {
    assertThat(read("{}")).isEqualTo(new LogDestinations(List.of(), List.of()));
  }

  private static LogDestinations read(String json) {
    return LogDestinations.read(SettingsTree.of((Json.Struct) JsonReader.read(json)));
  }
}
