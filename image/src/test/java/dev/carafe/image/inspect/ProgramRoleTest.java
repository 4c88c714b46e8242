package dev.carafe.image.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramRoleTest {
  @ParameterizedTest
  @CsvSource({
    "/usr/bin/sh,SHELL",
    "/usr/bin/dash,SHELL",
    "/usr/bin/python3.13,INTERPRETER",
    "/usr/lib/carafe/java/bin/java,INTERPRETER",
    "/usr/bin/dpkg,PACKAGE_MANAGER",
    "/usr/sbin/sshd,REMOTE_LOGIN",
    "/usr/bin/su,PRIVILEGE"
  })
  void programsAreKnownByTheirNames(String path, ProgramRole role) {
    assertThat(ProgramRole.of(path)).contains(role);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/runc", "/usr/sh/containerd", "/usr/lib/systemd/systemd"})
  void othersAreNot(String path) {
    assertThat(ProgramRole.of(path)).isEmpty();
  }
}
