package dev.carafe.node.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.Components;
import dev.carafe.node.cri.RegistryLogin;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.SettingsReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistriesTest {
  private static final String SETTINGS =
      """
      [[settings.container-registry.mirrors]]
      registry = "example.com"
      endpoint = ["https://near.example.com/v2/cache", "far.example.com:8443"]
      [[settings.container-registry.mirrors]]
      registry = "*"
      endpoint = ["http://every.example.com:5000"]
      [[settings.container-registry.credentials]]
      registry = "docker.io"
      username = "u"
      password = "p"
      [[settings.container-registry.credentials]]
      registry = "example.com"
      auth = "dTpw"
      [[settings.container-registry.credentials]]
      registry = "far.example.com:8443"
      identitytoken = "t"
      [[settings.container-registry.credentials]]
      registry = "every.example.com:5000"
      username = "e"
      password = "s"
      """;

  private static Registries read(String text) {
    List<Problem> problems = new ArrayList<>();
    Registries registries =
        Registries.read(
            new SettingsReader(Components.schema()).readToml("user data", text, problems));
    assertThat(problems).isEmpty();
    return registries;
  }

  @ParameterizedTest
  @CsvSource({
    "nginx, docker.io",
    "nginx:1.29, docker.io",
    "library/nginx, docker.io",
    "docker.io/library/nginx, docker.io",
    "index.docker.io/library/nginx, docker.io",
    "localhost/web:1, localhost",
    "10.0.2.2:5000/web, 10.0.2.2:5000",
    "ghcr.io/a/b@sha256:00, ghcr.io",
  })
  void theRegistryIsWhatTheNameBeginsWithOrElseDockers(String image, String registry) {
    assertThat(Registries.registry(image)).isEqualTo(registry);
  }

  @Test
  void mirrorsAreAskedBeforeTheRegistryItself() {
    assertThat(read(SETTINGS).loginsFor("example.com/web:1"))
        .containsExactly(
            new RegistryLogin("far.example.com:8443", "", "", "", "t"),
            new RegistryLogin("example.com", "", "", "dTpw", ""));
  }

  @Test
  void dockersServerHasAnotherNameThanItsRegistry() {
    assertThat(read(SETTINGS).loginsFor("nginx"))
        .containsExactly(
            new RegistryLogin("every.example.com:5000", "e", "s", "", ""),
            new RegistryLogin("registry-1.docker.io", "u", "p", "", ""));
    assertThat(read(SETTINGS.replace("docker.io", "registry-1.docker.io")).loginsFor("nginx"))
        .hasSize(2);
  }

  @Test
  void nobodyLogsInWhereNothingIsSet() {
    assertThat(read("").loginsFor("nginx")).isEmpty();
    assertThat(Registries.open().loginsFor("example.com/web")).isEmpty();
  }

  @Test
  void noSecretIsInALoginsText() {
    assertThat(read(SETTINGS).loginsFor("example.com/web:1").toString())
        .isEqualTo("[login to far.example.com:8443, login to example.com]");
  }
}
