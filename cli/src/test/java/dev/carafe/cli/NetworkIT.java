package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.NetworkCard;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Provisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `net.toml` makes of a machine with three network cards, as the kernel shows it.
@LongTest
class NetworkIT {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private static final String NET_TOML =
      """
      version = 3

      ["52:54:00:12:34:56"]
      primary = true
      dhcp4 = true

      [bond0]
      kind = "bond"
      mode = "active-backup"
      interfaces = ["enp0s16", "enp0s17"]
      min-links = 1
      static4 = { addresses = ["10.0.101.10/24", "192.0.2.10/24"] }
      gateway = "10.0.101.2"

      [[bond0.route]]
      to = "default"
      via = "10.0.101.2"
      route-metric = 2000

      [bond0.monitoring]
      miimon-frequency-ms = 100
      miimon-updelay-ms = 200
      miimon-downdelay-ms = 300

      [storage]
      kind = "vlan"
      device = "bond0"
      id = 42
      mtu = 1400
      static4 = { addresses = ["203.0.113.10/24"] }
      static6 = { addresses = ["2001:db8::10/64"] }

      [[storage.route]]
      to = "198.51.100.0/24"
      from = "203.0.113.10"
      via = "203.0.113.1"
      """;

  @TempDir Path work;

  private final int api = Ports.free();
  private final int shell = Ports.free();

  @Test
  void aBondOfTwoCardsAndAVlanOnIt() throws IOException, InterruptedException {
    Workshop workshop = ObservedVariant.workshop(work);
    Path image = workshop.build(ObservedVariant.NAME).disk();
    ToolsTree tools = workshop.labTools();
    try (Machine machine =
        Machine.start(tools, spec(image), Acceleration.EMULATION, work.resolve("machine"))) {
      Observer observer = Observer.await(machine, shell, PATIENCE);
      theBond(machine, observer);
      theVlan(machine, observer);
      theRoutes(observer);
      assertThat(machine.awaitPage(api, "/v1/health", PATIENCE))
          .contains("\"fw_cfg net.toml:13:1: unknown key 'gateway'")
          .contains("\"failed_units\":[]");
      theOtherCardTakesOver(machine, observer);
    }
  }

  private MachineSpec spec(Path image) throws IOException {
    Path file = Files.writeString(work.resolve("net.toml"), NET_TOML);
    String open =
        "[settings.firewall]\nallow = [{ ports = [%d] }]\n".formatted(Observer.GUEST_PORT);
    return MachineSpec.of(image, open, Map.of(api, 5081, shell, Observer.GUEST_PORT))
        .withCards(
            new NetworkCard("52:54:00:00:00:10", new NetworkCard.Network.User(1)),
            new NetworkCard("52:54:00:00:00:11", new NetworkCard.Network.User(1)))
        .with(Provisions.none().withFirmwareFile("opt/dev.carafe/net.toml", file));
  }

  private static void theBond(Machine machine, Observer observer) {
    String bond =
        observer.await(
            machine, "cat /proc/net/bonding/bond0", "Currently Active Slave: enp0s16", PATIENCE);
    assertThat(bond)
        .contains("Bonding Mode: fault-tolerance (active-backup)")
        .contains("Primary Slave: enp0s16")
        .contains("MII Polling Interval (ms): 100")
        .contains("Up Delay (ms): 200")
        .contains("Down Delay (ms): 300")
        .contains("Slave Interface: enp0s17");
    assertThat(observer.run("cat /sys/class/net/bond0/bonding/min_links")).isEqualTo("1");
    observer.await(machine, "ip -4 address show dev bond0", "inet 192.0.2.10/24", PATIENCE);
    assertThat(observer.run("ip -4 address show dev bond0")).contains("inet 10.0.101.10/24");
    assertThat(observer.run("ip address show dev bond0")).doesNotContain("inet6");
    assertThat(observer.run("ip address show dev enp0s16")).doesNotContain("inet");
  }

  private static void theVlan(Machine machine, Observer observer) {
    observer.await(machine, "ip -6 address show dev storage", "inet6 2001:db8::10/64", PATIENCE);
    assertThat(observer.run("cat /proc/net/vlan/storage"))
        .contains("VID: 42")
        .contains("Device: bond0");
    assertThat(observer.run("cat /sys/class/net/storage/mtu")).isEqualTo("1400");
    assertThat(observer.run("ip -4 address show dev storage")).contains("inet 203.0.113.10/24");
  }

  private static void theRoutes(Observer observer) {
    assertThat(observer.run("ip route").lines().map(String::strip))
        .anyMatch(route ->
            route.startsWith("198.51.100.0/24 via 203.0.113.1 dev storage")
                && route.contains("src 203.0.113.10"))
        .anyMatch(route ->
            route.startsWith("default via 10.0.101.2 dev bond0") && route.endsWith("metric 2000"))
        .anyMatch(route -> route.startsWith("default via 10.0.2.2 dev"));
  }

  /// Packets take the way that is left.
  private static void theOtherCardTakesOver(Machine machine, Observer observer) {
    String ping = "ping -c 1 -W 5 10.0.101.2";
    observer.await(machine, ping, "1 packets received", PATIENCE);
    observer.run("ip link set dev enp0s16 down");
    observer.await(
        machine, "cat /proc/net/bonding/bond0", "Currently Active Slave: enp0s17", PATIENCE);
    observer.await(machine, ping, "1 packets received", PATIENCE);
  }
}
