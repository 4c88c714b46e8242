package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RegistryTest {
  @Test
  void itsPortIsInItsLog() {
    String log =
        """
        time="2026-01-01" level=info msg="redis not configured" version=2.8.3+ds1
        time="2026-01-01" level=info msg="listening on 127.0.0.1:46785" version=2.8.3+ds1
        """;
    assertThat(Registry.port(log)).hasValue(46785);
    assertThat(Registry.port("level=info msg=\"redis not configured\"\n")).isEmpty();
  }

  @Test
  void aGuardedOneSpeaksTlsAndKnowsItsUsers() {
    Registry.Guard guard =
        new Registry.Guard(Path.of("/c.pem"), Path.of("/k.pem"), Path.of("/a \"b\""));
    assertThat(Registry.configuration(Path.of("/images"), guard))
        .contains(
            "http: {addr: \"127.0.0.1:0\", tls: {certificate: \"/c.pem\", key: \"/k.pem\"}}\n")
        .endsWith("auth: {htpasswd: {realm: lab, path: \"/a \\\"b\\\"\"}}\n");
  }

  @Test
  void anyPathMayHoldItsImages() {
    assertThat(Registry.configuration(Path.of("/a \"b\", c: {d}\\e")))
        .contains("{rootdirectory: \"/a \\\"b\\\", c: {d}\\\\e\"}");
  }
}
