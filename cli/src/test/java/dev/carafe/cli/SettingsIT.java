package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.carafe.image.BuiltImage;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.LabTools;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Registry;
import dev.carafe.lab.web.RecordingProxy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// What settings do to the host: one machine with a shell, which is asked about itself.
@LongTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SettingsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration AHEAD = Duration.ofHours(1);

  /// Of the password `let me in`, by bcrypt.
  private static final String USERS =
      "carafe:$2b$05$abcdefghijklmnopqrstuu4h2R.N3/mVBA7Xh7aLzKSJDAsK61n52\n";

  /// The log of the pod whose image comes from the registry with a login.
  private static final String TALK = "cat /var/log/pods/guarded/talker/0.log";

  /// Its process.
  private static final String CONTAINER = "ps -o pid,args | awk '/[s]leep 100000/ {print $1}'";

  @TempDir static Path work;

  private static final List<AutoCloseable> OPENED = new ArrayList<>();
  private static final int PAGE = Ports.free();
  private static final int API = Ports.free();
  private static final int SHELL = Ports.free();

  private static RecordingProxy proxy;
  private static Optional<SntpResponder> clock;
  private static Machine machine;
  private static Observer observer;
  private static String userData;

  @BeforeAll
  static void boot() throws IOException, InterruptedException {
    Workshop workshop = ObservedVariant.workshop(work);
    BuiltImage image = workshop.build(ObservedVariant.NAME);
    List<PackageRequest> packages = new ArrayList<>(LabTools.PACKAGES);
    packages.add(PackageRequest.of("openssl"));
    ToolsTree tools = workshop.tools(packages);
    proxy = opened(RecordingProxy.start(Map.of()));
    clock = SntpResponder.start(AHEAD);
    clock.ifPresent(OPENED::add);
    userData = userData(tools);
    MachineSpec spec =
        MachineSpec.of(
            image.disk(), userData, Map.of(PAGE, 8080, API, 5081, SHELL, Observer.GUEST_PORT));
    machine = opened(Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("machine")));
    observer = Observer.await(machine, SHELL, PATIENCE);
    observer.await(machine, "cat /run/observer-greeting", "from observed", PATIENCE);
    awaitAgent();
  }

  private static String userData(ToolsTree tools) throws IOException, InterruptedException {
    Path hub = Files.createDirectories(work.resolve("hub"));
    Registry open = opened(Registry.start(tools, hub));
    ContainerImages.pushHello(tools, open, "hello from a container", work);
    LabAuthority authority = LabAuthority.make(tools, work);
    Path users = Files.writeString(work.resolve("users"), USERS);
    Registry guarded =
        opened(
            Registry.startGuarded(
                tools, hub, new Registry.Guard(authority.certificate(), authority.key(), users)));
    try (InputStream in = SettingsIT.class.getResourceAsStream("observed.toml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("PROXY", "10.0.2.2:" + proxy.port())
          .replace("AUTHORITY", authority.data())
          .replace("GUARDED", guarded.guestName());
    }
  }

  private static <T extends AutoCloseable> T opened(T resource) {
    OPENED.add(resource);
    return resource;
  }

  /// It is ready when it has applied all settings.
  private static void awaitAgent() {
    observer.await(machine, "systemctl is-active carafe-agent", "active", PATIENCE);
  }

  @AfterAll
  static void close() throws Exception {
    for (AutoCloseable resource : OPENED.reversed()) {
      resource.close();
    }
  }

  @Test
  void theMessageOfTheDay() {
    assertThat(observer.run("cat /etc/motd")).isEqualTo("A node that is looked at");
  }

  @Test
  void theHostName() {
    assertThat(observer.run("hostname")).isEqualTo("node.example.com");
    assertThat(observer.run("cat /etc/hostname")).isEqualTo("node.example.com");
  }

  @Test
  void namesInTheHostsFileAreAnsweredByTheResolver() {
    assertThat(observer.run("nslookup seven.example.com 127.0.0.53")).contains("192.0.2.7");
    assertThat(observer.run("cat /etc/hosts"))
        .contains("127.0.0.1 localhost node.example.com")
        .contains("192.0.2.7 seven.example.com seven");
  }

  @Test
  void nameServersAndSearchListStandInForThoseOfTheNetwork() {
    assertThat(observer.run("grep -v '^#' /run/systemd/resolve/resolv.conf"))
        .isEqualTo("nameserver 192.0.2.53\nnameserver 192.0.2.54\nsearch lab.example.com");
    assertThat(observer.run("grep ^search /etc/resolv.conf")).isEqualTo("search lab.example.com");
  }

  @Test
  void theTimeIsTheTimeServers() {
    assumeThat(clock).as("nobody but root may have the port of a time server").isPresent();
    observer.await(machine, "ls /run/systemd/timesync", "synchronized", PATIENCE);
    long time = Long.parseLong(observer.run("date +%s"));
    assertThat(Instant.ofEpochSecond(time))
        .isBetween(Instant.now().plus(AHEAD).minusSeconds(60), Instant.now().plus(AHEAD));
  }

  @Test
  void theKernelsParameters() {
    assertThat(observer.run("cat /proc/sys/vm/max_map_count")).isEqualTo("300000");
    assertThat(observer.run("cat /proc/sys/net/ipv4/tcp_rmem")).isEqualTo("4096\t131072\t6291456");
  }

  @Test
  void parametersOfAnInterfaceThatCameLater() {
    observer.await(machine, "cat /proc/sys/net/ipv4/conf/carafe0/arp_ignore", "1", PATIENCE);
  }

  @Test
  void oneModuleIsLoadedAndAnotherRefused() {
    assertThat(observer.run("grep ^ip_vs_lc /proc/modules")).startsWith("ip_vs_lc ");
    assertThat(observer.run("/usr/sbin/modprobe dummy && grep -c ^dummy /proc/modules"))
        .isEqualTo("1");
    assertThat(observer.run("/usr/sbin/modprobe sctp || echo refused")).endsWith("refused");
    assertThat(observer.run("grep -c ^sctp /proc/modules")).isEqualTo("0");
  }

  @Test
  void theKernelIsLockedDown() {
    assertThat(observer.run("cat /sys/kernel/security/lockdown")).contains("[integrity]");
    assertThat(observer.run("echo none >/sys/kernel/security/lockdown || echo refused"))
        .endsWith("refused");
  }

  @Test
  void hugePagesAreSetAside() {
    assertThat(observer.run("cat /sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages"))
        .isEqualTo("16");
    assertThat(observer.run("cat /sys/kernel/mm/transparent_hugepage/enabled")).contains("[never]");
    assertThat(observer.run("cat /sys/kernel/mm/transparent_hugepage/defrag")).contains("[never]");
  }

  @Test
  void anImageComesFromAMirrorWithALoginAndItsPodIsReachedThroughTheFirewall() {
    assertThat(machine.awaitPage(PAGE, "/", PATIENCE)).isEqualTo("hello from a container");
  }

  @Test
  void anImageComesFromARegistryWithALoginAndACertificateOfATrustedAuthority() {
    assertThat(observer.await(machine, TALK, "done", PATIENCE))
        .containsPattern("stdout P \\d{64}\n")
        .containsPattern("stdout F \\d{6}\n");
  }

  @Test
  void otherRegistriesAreReachedThroughTheProxy() {
    machine.await(
        "a question to the proxy",
        PATIENCE,
        () ->
            proxy.asked().contains("proxied.example.com:443")
                ? Optional.of(true)
                : Optional.empty());
    assertThat(proxy.asked()).containsExactly("proxied.example.com:443");
  }

  @Test
  void theFilesOfTheAwsTools() {
    assertThat(observer.run("cat /root/.aws/config")).isEqualTo("[default]\nregion = eu-central-1");
    assertThat(observer.run("cat /root/.aws/credentials")).isEqualTo("[default]");
    assertThat(observer.run("stat -c %a /root/.aws/credentials")).isEqualTo("600");
  }

  @Test
  void theFirewallLetsInWhatIsAllowedAndNothingElse() {
    assertThat(observer.run("wget -q -O - http://127.0.0.1:5081/os")).contains("observed");
    assertThat(Pages.get(API, "/os")).isEmpty();
  }

  @Test
  void podsAskForNamesThroughTheFirewallAndReachNothingElse() {
    assertThat(inPod("nslookup seven.example.com 10.88.0.1")).contains("192.0.2.7");
    assertThat(inPod("wget -T 3 -q -O - http://10.88.0.1:5081/os || echo refused"))
        .endsWith("refused");
    assertThat(inPod("ping -c 1 -W 3 10.88.0.1")).contains("100% packet loss");
  }

  /// What nobody answers is waited for; what the node does not let through ends at once.
  @Test
  void podsDoNotReachTheCloudsMetadata() {
    for (String address : List.of("169.254.169.254", "168.63.129.16")) {
      assertThat(inPod("wget -T 20 -q -O - http://" + address + "/ 2>&1"))
          .contains("Connection refused");
    }
  }

  @Test
  void containersWithoutPrivilegesMayListenBelow1024AndPing() {
    assertThat(inPod("cat /proc/sys/net/ipv4/ip_unprivileged_port_start")).isEqualTo("0");
    assertThat(inPod("cat /proc/sys/net/ipv4/ping_group_range")).isEqualTo("0\t2147483647");
  }

  /// The host's programs in the network of a pod.
  private static String inPod(String commandLine) {
    observer.await(machine, TALK, "done", PATIENCE);
    return observer.run("nsenter -t $(" + CONTAINER + ") -n sh -c '" + commandLine + "'");
  }

  @Test
  void aComponentThatTheAgentKnowsNothingOf() {
    assertThat(observer.run("cat /run/observer-greeting")).isEqualTo("moin from observed");
    assertThat(observer.run("stat -c %a /etc/observer/greeting")).isEqualTo("640");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void otherSettingsTakeEffectWithoutAReboot() {
    String changed =
        userData
            .replace("192.0.2.54", "192.0.2.55")
            .replace("300000", "400000")
            .replace("allow-ping = false", "allow-ping = true")
            .replace("enabled = true\nallow", "enabled = false\nallow")
            .replace("0:16", "0:8")
            .replace("\"moin\"", "\"tag\"")
            .replace("downloads = 2", "downloads = 3")
            .replace("192.0.2.7", "192.0.2.8");
    String containerd = observer.run("pidof containerd");
    String container = observer.run(CONTAINER);
    assertThat(container).matches("\\d+");
    giveUserData(changed);
    assertThat(observer.run("pidof containerd")).matches("\\d+").isNotEqualTo(containerd);
    assertThat(observer.run(CONTAINER)).isEqualTo(container);
    assertThat(inPod("ping -c 1 -W 3 10.88.0.1")).contains(" 0% packet loss");
    assertThat(observer.run("cat /run/observer-greeting")).isEqualTo("tag from observed");
    assertThat(observer.run("grep ^nameserver /run/systemd/resolve/resolv.conf"))
        .isEqualTo("nameserver 192.0.2.53\nnameserver 192.0.2.55");
    assertThat(observer.run("nslookup seven.example.com 127.0.0.53")).contains("192.0.2.8");
    assertThat(observer.run("cat /proc/sys/vm/max_map_count")).isEqualTo("400000");
    assertThat(observer.run("cat /sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages"))
        .isEqualTo("8");
    assertThat(machine.awaitPage(API, "/os", PATIENCE)).contains("observed");
    assertThat(observer.run("nft list table inet carafe-firewall"))
        .contains("hook forward")
        .doesNotContain("hook input");
    assertThat(machine.awaitPage(PAGE, "/", PATIENCE)).isEqualTo("hello from a container");
  }

  private static void giveUserData(String text) {
    observer.run("mount -o remount,rw /run/credentials/@system");
    observer.run("cat >/run/credentials/@system/carafe.user-data <<'END'\n" + text + "\nEND");
    observer.run("systemctl restart carafe-agent");
    awaitAgent();
  }
}
