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

/// Bonds and VLANs, and what they may stand on.
class VirtualDevicesTest {
  private static final String MONITORING =
      "monitoring = { miimon-frequency-ms = 100, miimon-updelay-ms = 200,"
          + " miimon-downdelay-ms = 200 }\n";

  private final List<Problem> problems = new ArrayList<>();

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void bondThatIsNotWholeIsNone(String lines, String problem) {
    NetConfig config = read("[bond0]\ndhcp4 = true\n" + lines);
    assertThat(problems).extracting(Problem::toString).containsExactly(problem);
    assertThat(config.devices()).isEmpty();
  }

  static Stream<Arguments> bondThatIsNotWholeIsNone() {
    String start = "kind = \"bond\"\nmode = \"active-backup\"\n";
    String cards = start + "interfaces = [\"eno1\", \"eno2\"]\n";
    return Stream.of(
        arguments(
            "mode = \"active-backup\"\ninterfaces = [\"eno1\"]",
            "net.toml:2:1: 'bond0' has the keys of a bond; add kind = \"bond\""),
        arguments("kind = \"bont\"", "net.toml:4:1: unknown kind 'bont'; did you mean 'bond'?"),
        arguments(
            "kind = \"bond\"\ninterfaces = [\"eno1\"]\n" + MONITORING,
            "net.toml:2:1: no 'mode'; add mode = \"active-backup\""),
        arguments(
            "kind = \"bond\"\nmode = \"802.3ad\"\ninterfaces = [\"eno1\"]\n" + MONITORING,
            "net.toml:5:1: mode '802.3ad' is not supported; write mode = \"active-backup\""),
        arguments(
            start + MONITORING,
            "net.toml:2:1: a bond without interfaces; add interfaces = [\"NAME\"]"),
        arguments(
            start + "interfaces = [\"eno1\", \"eno1\"]\n" + MONITORING,
            "net.toml:6:1: 'eno1' is there twice; write it once"),
        arguments(
            start + "interfaces = [\"52:54:00:12:34:56\"]\n" + MONITORING,
            "net.toml:6:1: '52:54:00:12:34:56' is a MAC address; write the name of an interface"),
        arguments(
            cards,
            "net.toml:2:1: no 'monitoring'; add monitoring = { miimon-frequency-ms = 100,"
                + " miimon-updelay-ms = 200, miimon-downdelay-ms = 200 }"),
        arguments(
            cards + "monitoring = { miimon-frequency-ms = 100, arpmon-interval-ms = 100 }",
            "net.toml:7:1: both kinds of monitoring; write either the keys with miimon or those"
                + " with arpmon"),
        arguments(
            cards + "monitoring = { miimon-frequency-ms = 100, miimon-updelay-ms = 200 }",
            "net.toml:7:1: no 'miimon-downdelay-ms'; add miimon-downdelay-ms = 200"),
        arguments(
            cards
                + "[bond0.monitoring]\nmiimon-frequency-ms = 0\nmiimon-updelay-ms = 200\n"
                + "miimon-downdelay-ms = 200",
            "net.toml:8:1: 'miimon-frequency-ms' is 0; write a whole number from 1 to 4294967295"),
        arguments(
            cards
                + "[bond0.monitoring]\nmiimon-frequency-ms = 100\nmiimon-updelay-ms = 20\n"
                + "miimon-downdelay-ms = 200",
            "net.toml:9:1: 'miimon-updelay-ms' is 20; write a whole number from 100 to"
                + " 4294967295"),
        arguments(
            cards
                + "[bond0.monitoring]\narpmon-interval-ms = 100\narpmon-validate = \"al\"\n"
                + "arpmon-targets = [\"10.0.0.1\"]",
            "net.toml:9:1: 'arpmon-validate' is 'al'; did you mean 'all'?"),
        arguments(
            cards
                + "[bond0.monitoring]\narpmon-interval-ms = 100\narpmon-validate = \"all\"\n"
                + "arpmon-targets = []",
            "net.toml:10:1: no host to ask; write arpmon-targets = [\"192.0.2.1\"] with 1 to 16"
                + " hosts"),
        arguments(
            cards
                + "[bond0.monitoring]\narpmon-interval-ms = 100\narpmon-validate = \"all\"\n"
                + "arpmon-targets = [\"10.0.0.1/24\"]",
            "net.toml:10:1: '10.0.0.1/24' is no IPv4 address; write one like 192.0.2.1"));
  }

  @Test
  void bondDoesWithoutTooManyLinks() {
    NetConfig config = read(bond("bond0", "eno1", "eno2") + "min-links = 3\n");
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly("net.toml:8:1: 'min-links' is 3 of 2 interfaces; write at most 2");
    assertThat(config.devices()).hasSize(1);
  }

  @Test
  void virtualDeviceHasAName() {
    assertThat(read(bond("\"52:54:00:12:34:56\"", "eno1")).devices()).isEmpty();
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "net.toml:2:1: '52:54:00:12:34:56' is a MAC address; write the name of an interface");
  }

  @Test
  void cardInABondHasNoTable() {
    NetConfig config = read(bond("bond0", "eno1") + "[eno1]\ndhcp4 = true\n");
    assertThat(ids(config)).containsExactly("bond0");
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "net.toml:5:1: 'eno1' is in this bond, and has a table of its own; take out [eno1];"
                + " addresses belong into [bond0]");
  }

  @Test
  void cardIsInOneBond() {
    NetConfig config = read(bond("bond0", "eno1", "eno2") + bond("bond1", "eno2", "eno3"));
    assertThat(ids(config)).containsExactly("bond0");
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "net.toml:11:1: 'eno2' is in bond 'bond0' already; write it into one of them");
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void vlanThatIsNotWholeIsNone(String lines, String problem) {
    NetConfig config = read("[v]\nkind = \"vlan\"\ndhcp4 = true\n" + lines);
    assertThat(problems).extracting(Problem::toString).containsExactly(problem);
    assertThat(config.devices()).isEmpty();
  }

  static Stream<Arguments> vlanThatIsNotWholeIsNone() {
    return Stream.of(
        arguments(
            "id = 1",
            "net.toml:2:1: no 'device'; add device = \"NAME\" of what the VLAN stands on"),
        arguments("device = \"eno1\"", "net.toml:2:1: no 'id'; add id = 42"),
        arguments(
            "device = \"eno1\"\nid = 4095",
            "net.toml:6:1: 'id' is 4095; write a whole number from 0 to 4094"),
        arguments(
            "device = \"52:54:00:12:34:56\"\nid = 1",
            "net.toml:5:1: '52:54:00:12:34:56' is a MAC address; write the name of an interface"),
        arguments(
            "device = \"v\"\nid = 1", "net.toml:5:1: 'v' stands on itself; name a card or a bond"));
  }

  @Test
  void vlanStandsOnTheBondAndNotOnItsCards() {
    NetConfig config = read(bond("bond0", "eno1") + vlan("v", "eno1", 1));
    assertThat(ids(config)).containsExactly("bond0");
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly("net.toml:10:1: 'eno1' is in bond 'bond0'; name 'bond0'");
  }

  @Test
  void deviceHasAVlanOnce() {
    assertThat(ids(read(vlan("a", "eno1", 7) + vlan("b", "eno1", 7) + vlan("c", "eno2", 7))))
        .containsExactly("a", "c");
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly("net.toml:10:1: 'a' is VLAN 7 of 'eno1' already; write another number");
  }

  @Test
  void vlansInACircleStandOnThemselves() {
    NetConfig config = read(vlan("a", "b", 1) + vlan("b", "a", 2) + vlan("c", "a", 3));
    assertThat(config.devices()).isEmpty();
    assertThat(problems)
        .extracting(Problem::found)
        .containsExactly("'a' stands on itself", "'b' stands on itself");
  }

  @Test
  void vlanGoesWithTheBondThatIsNone() {
    NetConfig config = read("[bond0]\nkind = \"bond\"\ndhcp4 = true\n" + vlan("v", "bond0", 1));
    assertThat(config.devices()).isEmpty();
    assertThat(problems).extracting(problem -> problem.position().line()).containsOnly(2);
  }

  @Test
  void vlanMayStandOnAVlan() {
    assertThat(ids(read(vlan("inner", "outer", 1) + vlan("outer", "eno1", 2))))
        .containsExactly("inner", "outer");
    assertThat(problems).isEmpty();
  }

  private static String bond(String name, String... cards) {
    return "["
        + name
        + "]\nkind = \"bond\"\nmode = \"active-backup\"\ninterfaces = [\""
        + String.join("\", \"", cards)
        + "\"]\ndhcp4 = true\n"
        + MONITORING;
  }

  private static String vlan(String name, String device, int id) {
    return "["
        + name
        + "]\nkind = \"vlan\"\ndevice = \""
        + device
        + "\"\nid = "
        + id
        + "\ndhcp4 = false\n";
  }

  private static List<String> ids(NetConfig config) {
    return config.devices().stream().map(device -> device.id().text()).toList();
  }

  private NetConfig read(String text) {
    return NetConfig.read("net.toml", "version = 3\n" + text, problems);
  }
}
