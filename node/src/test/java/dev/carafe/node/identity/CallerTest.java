package dev.carafe.node.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.http.Peer;
import dev.carafe.trust.certificate.Role;
import dev.carafe.trust.certificate.SubjectName;
import dev.carafe.trust.certificate.Usage;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
  private static final TestAuthority AUTHORITY = new TestAuthority();

  @Test
  void theSocketIsAnAdmin() {
    assertThat(Caller.of(new Peer.Local())).contains(new Caller("local", Role.ADMIN, "local"));
  }

  @Test
  void aCertificateSaysNameAndRole() {
    X509Certificate certificate = AUTHORITY.client(Role.OPERATOR, "x,O=carafe:admin");
    assertThat(Caller.of(new Peer.Certified(certificate, "192.0.2.1")))
        .contains(new Caller("x,O=carafe:admin", Role.OPERATOR, "192.0.2.1"));
  }

  @Test
  void othersAreNobody() {
    X509Certificate certificate =
        AUTHORITY.issue(SubjectName.of("x"), Usage.CLIENT, TestAuthority.VALID);
    assertThat(Caller.of(new Peer.Certified(certificate, "192.0.2.1"))).isEmpty();
    assertThat(Caller.of(new Peer.Anonymous("192.0.2.1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, true, true",
    "GET, /settings, true, true",
    "HEAD, /v1/health, true, true",
    "GET, /v1/events, true, true",
    "GET, /v1/identity, true, true",
    "GET, /exec, false, false",
    "GET, /v1/audit, false, false",
    "GET, /v1/audit/1, false, false",
    "PATCH, /settings, false, true",
    "PATCH, /settings/keypair, false, true",
    "POST, /tx/commit_and_apply, false, true",
    "DELETE, /tx, false, true",
    "POST, /actions/reboot, false, true",
    "POST, /v1/settings/rollback, false, true",
    "POST, /v1/updates/apply, false, true",
    "PUT, /v1/identity/certificate, false, false",
    "POST, /v1/audit, false, false",
    "POST, /, false, false",
    "POST, /settingsx, false, false",
    "POST, /v1, false, false",
  })
  void whatRolesMay(String method, String path, boolean reader, boolean operator) {
    assertThat(caller(Role.READER).may(method, path)).isEqualTo(reader);
    assertThat(caller(Role.OPERATOR).may(method, path)).isEqualTo(operator);
    assertThat(caller(Role.ADMIN).may(method, path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "settings.motd, true",
    "motd, true",
    "settings.apix.y, true",
    "settings.api, false",
    "settings.api.remote.enabled, false",
    "api.remote.enabled, false",
    "settings.pki.my-ca.data, false",
    "settings.host-containers.admin.superpowered, false",
  })
  void whichSettingsRolesMayChange(String key, boolean operator) {
    assertThat(caller(Role.READER).mayChange(key)).isFalse();
    assertThat(caller(Role.OPERATOR).mayChange(key)).isEqualTo(operator);
    assertThat(caller(Role.ADMIN).mayChange(key)).isTrue();
  }

  private static Caller caller(Role role) {
    return new Caller("x", role, "192.0.2.1");
  }
}
