package dev.carafe.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultInterfaceTest {
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void optionalProtocolHasAQuestionMark() {
    NetConfig config = read("a=b netdog.default-interface=eno1:dhcp6?,dhcp4\n").orElseThrow();
    assertThat(config.primary()).contains(new InterfaceName("eno1"));
    assertThat(config.devices())
        .containsExactly(
            new Card(
                new InterfaceName("eno1"),
                IpConfig.ofDhcp(
                    Optional.of(Dhcp.of(true)),
                    Optional.of(new Dhcp(true, true, OptionalLong.empty())))));
  }

  @Test
  void commandLineWithoutTheParameterNamesNothing() {
    assertThat(read("root=x xnetdog.default-interface=eno1:dhcp4")).isEmpty();
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "eno1 | 32: 'eno1' has no ':'; write netdog.default-interface=eth0:dhcp4,dhcp6?",
        ":dhcp4 | 32: '' is no interface's name, it is empty; write"
            + " netdog.default-interface=eth0:dhcp4,dhcp6?",
        "eno1: | 37: unknown option ''; known are dhcp4, dhcp6",
        "eno1:dhcp4,dhpc6 | 43: unknown option 'dhpc6'; did you mean 'dhcp6'?",
        "eno1:dhcp4,dhcp4? | 43: a second 'dhcp4'; write it once",
        "eno1:dhcp4?? | 37: unknown option 'dhcp4??'; did you mean 'dhcp4'?",
        "eno1:dhcp4 netdog.default-interface=eno2:dhcp4 | 43: a second"
            + " netdog.default-interface=; write one, and net.toml for more interfaces"
      })
  void mistakeIsNamedWithItsPlace(String value, String problem) {
    assertThat(read("quiet netdog.default-interface=" + value)).isEmpty();
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly("/proc/cmdline:1:" + problem);
  }

  private Optional<NetConfig> read(String commandLine) {
    return NetConfig.readCommandLine("/proc/cmdline", commandLine, problems);
  }
}
