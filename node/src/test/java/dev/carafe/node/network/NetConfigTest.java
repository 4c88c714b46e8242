package dev.carafe.node.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.carafe.settings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetConfigTest {
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void firstDeviceIsPrimaryWhereNoneSaysSo() {
    assertThat(read("version = 1\n[eno2]\ndhcp4 = true\n[eno1]\ndhcp4 = true").primary())
        .contains(new InterfaceName("eno2"));
    assertThat(problems).isEmpty();
  }

  @Test
  void deviceThatSaysSoIsPrimary() {
    assertThat(read("version = 1\n[eno2]\ndhcp4 = true\n[eno1]\ndhcp4 = true\nprimary = true"))
        .extracting(config -> config.primary().orElseThrow().text())
        .isEqualTo("eno1");
  }

  @Test
  void emptyNetworkHasNoPrimary() {
    assertThat(read("version = 3")).isEqualTo(NetConfig.none());
    assertThat(problems).isEmpty();
  }

  @Test
  void macAddressesAreTheSameInAnySpelling() {
    NetConfig config = read("version = 3\n[\"F8-75-A4-D5-32-64\"]\ndhcp4 = true");
    assertThat(config.primary()).contains(new MacAddress("f8:75:a4:d5:32:64"));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void mistakeIsNamedWithItsPlaceAndWhatToWrite(String text, String problem) {
    read(text);
    assertThat(problems).extracting(Problem::toString).containsExactly(problem);
  }

  static Stream<Arguments> mistakeIsNamedWithItsPlaceAndWhatToWrite() {
    return Stream.of(
        arguments(
            "[eno1]\ndhcp4 = true",
            "net.toml:1:1: no 'version'; add version = 3 as the first line"),
        arguments(
            "version = 4\n[eno1]\ndhcp4 = true",
            "net.toml:1:1: 'version' is 4; write a whole number from 1 to 3"),
        arguments(
            "verison = 3\nversion = 3",
            "net.toml:1:1: 'verison' is no device's table; did you mean 'version'?"),
        arguments(
            "version = 3\n[[eno1]]\ndhcp4 = true",
            "net.toml:2:1: 'eno1' is no device's table; write [NAME] above the settings of an"
                + " interface NAME"),
        arguments(
            "version = 3\n[eno1]\ndchp4 = true\ndhcp6 = true",
            "net.toml:3:1: unknown key 'dchp4'; did you mean 'dhcp4'?"),
        arguments(
            "version = 3\n[eno1]\nprimary = true",
            "net.toml:2:1: neither DHCP nor addresses for 'eno1'; add dhcp4 = true, or addresses"
                + " below [eno1.static4]"),
        arguments(
            "version = 1\n[eno1]\n",
            "net.toml:2:1: neither DHCP nor addresses for 'eno1'; add dhcp4 = true"),
        arguments(
            "version = 1\n[eno1]\ndhcp4 = true\n[eno1.static4]\naddresses = [\"10.0.0.9/24\"]",
            "net.toml:4:1: 'static4' is known from version 2 on; write version = 3 at the top"),
        arguments(
            "version = 1\n[eno1]\ndhcp4 = true\nmtu = 9000",
            "net.toml:4:1: 'mtu' is known from version 2 on; write version = 3 at the top"),
        arguments(
            "version = 2\n[\"52:54:00:12:34:56\"]\ndhcp4 = true",
            "net.toml:2:1: MAC addresses are known from version 3 on; write version = 3 at the"
                + " top"),
        arguments(
            "version = 2\n[v]\nkind = \"vlan\"\ndevice = \"eno1\"\nid = 1\ndhcp4 = true",
            "net.toml:3:1: bonds and VLANs are known from version 3 on; write version = 3 at the"
                + " top"),
        arguments(
            "version = 3\n[\"52:54:00:12:34:5g\"]\ndhcp4 = true",
            "net.toml:2:1: '52:54:00:12:34:5g' is no interface's name, it holds ':'; write a name,"
                + " or a MAC address like \"52:54:00:12:34:56\""),
        arguments(
            "version = 3\n[averyverylongname]\ndhcp4 = true",
            "net.toml:2:1: 'averyverylongname' is no interface's name, it is longer than 15"
                + " characters; write 1 to 15 characters without white space, '.' and '/'"),
        arguments(
            "version = 3\n[\"eno*\"]\ndhcp4 = true",
            "net.toml:2:1: 'eno*' is no interface's name, it holds '*'; write 1 to 15 characters"
                + " without white space, '.' and '/'"),
        arguments(
            "version = 3\n[\"52:54:00:12:34:56\"]\ndhcp4 = true\n"
                + "[\"52-54-00-12-34-56\"]\ndhcp4 = true",
            "net.toml:4:1: a second table for '52:54:00:12:34:56'; write both into one"),
        arguments(
            "version = 3\n[eno1]\ndhcp4 = true\nprimary = true\n"
                + "[eno2]\ndhcp4 = true\nprimary = true",
            "net.toml:7:1: a second primary device, after 'eno1'; write primary = true for one of"
                + " them"),
        arguments(
            "version = 3\n[eno1]\ndhcp4 = \"yes\"\ndhcp6 = true",
            "net.toml:3:1: 'dhcp4' is neither a boolean nor a table; write dhcp4 = true"),
        arguments(
            "version = 3\n[eno1]\ndhcp6 = true\n[eno1.dhcp4]\noptional = true",
            "net.toml:4:1: no 'enabled'; add enabled = true"),
        arguments(
            "version = 3\n[eno1.dhcp6]\nenabled = true\nroute-metric = 5",
            "net.toml:4:1: unknown key 'route-metric'; known are enabled, optional"),
        arguments(
            "version = 3\n[eno1.dhcp4]\nenabled = true\nroute-metric = -1",
            "net.toml:4:1: 'route-metric' is -1; write a whole number from 0 to 4294967295"),
        arguments(
            "version = 3\n[eno1.static4]\naddresses = [\"10.0.0.9\", \"10.0.0.8/24\"]",
            "net.toml:3:1: '10.0.0.9' is no IPv4 address with a prefix length, it has no '/';"
                + " write \"10.0.0.9/24\", or how long the prefix is"),
        arguments(
            "version = 3\n[eno1.static4]\naddresses = [\"2001:db8::1/64\", \"10.0.0.8/24\"]",
            "net.toml:3:1: '2001:db8::1/64' is no IPv4 address with a prefix length; write one"
                + " like \"192.0.2.10/24\""),
        arguments(
            "version = 3\n[eno1]\ndhcp4 = true\n[eno1.static6]\n",
            "net.toml:4:1: 'static6' has no addresses; add addresses = [\"2001:db8::10/64\"]"),
        arguments(
            "version = 3\n[eno1]\ndhcp4 = true\nmtu = 20",
            "net.toml:4:1: 'mtu' is 20; write a whole number from 68 to 65535"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void mistakeInARouteIsNamedAndTheRouteLeftOut(String route, String problem) {
    NetConfig config =
        read(
            "version = 2\n[eno1.static4]\naddresses = [\"10.0.0.9/24\"]\n"
                + "[[eno1.route]]\nto = \"10.1.0.0/16\"\n"
                + "[[eno1.route]]\n"
                + route);
    assertThat(problems).extracting(Problem::toString).containsExactly(problem);
    assertThat(config.devices().getFirst().ip().routes())
        .extracting(Route::to)
        .containsExactly("10.1.0.0/16");
  }

  static Stream<Arguments> mistakeInARouteIsNamedAndTheRouteLeftOut() {
    return Stream.of(
        arguments(
            "via = \"10.0.0.1\"",
            "net.toml:6:1: no 'to'; add to = \"default\", or a network like \"192.0.2.0/24\""),
        arguments(
            "to = \"10.2.0.0\"",
            "net.toml:7:1: '10.2.0.0' is no network, it has no '/'; write \"default\", or a"
                + " network like \"192.0.2.0/24\""),
        arguments(
            "to = \"default\"\nvia = \"10.0.0.1/24\"",
            "net.toml:8:1: '10.0.0.1/24' is no IP address; write one like \"192.0.2.1\", without a"
                + " prefix length"),
        arguments(
            "to = \"10.2.0.0/16\"\nvia = \"fe80::1\"",
            "net.toml:7:1: a route of IPv4 and IPv6 at once; write 'to', 'from' and 'via' in"
                + " IPv4"),
        arguments(
            "to = \"10.2.0.0/16\"\nroute-metric = \"5\"",
            "net.toml:8:1: 'route-metric' is a string; write a whole number"));
  }

  @Test
  void routesNeedAddressesThatAreWritten() {
    String route = "[[eno1.route]]\nto = \"default\"\nvia = \"10.0.0.1\"\n";
    NetConfig config = read("version = 3\n[eno1]\ndhcp4 = true\n" + route);
    assertThat(config.devices().getFirst().ip().routes()).isEmpty();
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "net.toml:4:1: routes beside DHCP, which brings its own; take out either of the two");
    problems.clear();
    read("version = 3\n[eno1]\ndhcp4 = false\n" + route);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "net.toml:4:1: routes without addresses; add addresses below [eno1.static4]");
  }

  @Test
  void whatIsValidStaysAndEveryMistakeIsTold() {
    NetConfig config =
        read(
            """
            version = 3
            [eno1]
            dhcp4 = true
            speed = 1000
            [eno2.static4]
            addresses = ["10.0.0.9/24", "10.0.0.300/24"]
            [eno3]
            dhcp4 = 1
            [bridge]
            kind = "bridge"
            """);
    assertThat(config.devices())
        .extracting(device -> device.id().text())
        .containsExactly("eno1", "eno2");
    assertThat(config.devices().get(1).ip().static4()).containsExactly("10.0.0.9/24");
    assertThat(problems)
        .extracting(problem -> problem.position().line())
        .containsExactly(4, 6, 8, 10);
  }

  private NetConfig read(String text) {
    return NetConfig.read("net.toml", text, problems);
  }
}
