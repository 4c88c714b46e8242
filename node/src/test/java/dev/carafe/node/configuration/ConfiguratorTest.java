package dev.carafe.node.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.Components;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.SettingsReader;
import dev.carafe.settings.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The components' own schemas and templates, in a root of their own.
class ConfiguratorTest {
  /// A certificate in PEM, in base64.
  private static final String PEM =
      "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJoRENDQVNtZ0F3SUJBZ0lVQVdxNnF0akp0OXBhTTlK"
          + "R25Jb1Rka1ozNEprd0NnWUlLb1pJemowRUF3SXcKRmpFVU1CSUdBMVVFQXd3TFpYaGhiWEJzWlM1amIyMHdJ"
          + "QmNOTWpZeE1USTBNVFF3TkRJMVdoZ1BNakV5TmpFdwpNekV4TkRBME1qVmFNQll4RkRBU0JnTlZCQU1NQzJW"
          + "NFlXMXdiR1V1WTI5dE1Ga3dFd1lIS29aSXpqMENBUVlJCktvWkl6ajBEQVFjRFFnQUVxKzBCV0s3a21DcHo4"
          + "cGphVVlXaW81U1lnVzl5c2p6Sjhwb0FkRTVyWndnd2x0a3AKZ3plZ3RhNElpRmxxeExETWV0RkwwS0Erdlc2"
          + "bjhycWFVR0dqMmFOVE1GRXdIUVlEVlIwT0JCWUVGSmtjV0d4aApTWkhWcUNQRis1RmRaTVVnNUpsd01COEdB"
          + "MVVkSXdRWU1CYUFGSmtjV0d4aFNaSFZxQ1BGKzVGZFpNVWc1Smx3Ck1BOEdBMVVkRXdFQi93UUZNQU1CQWY4"
          + "d0NnWUlLb1pJemowRUF3SURTUUF3UmdJaEFMZWRxTDdGRklaNUNpWXEKbGxvdFNOSXlaTnpEbmR3bWRvWlgz"
          + "enJGK2RmOEFpRUE4U2czc1VXL3hRYytsdnh6OHpCZDdzMEx6ZXFmNXhJVAp0dnI5M2k2STY3Zz0KLS0tLS1F"
          + "TkQgQ0VSVElGSUNBVEUtLS0tLQo=";

  @TempDir private Path root;
  private final Schema schema = Components.schema();
  private final List<List<String>> commands = new ArrayList<>();
  private final List<SettingsTree> told = new ArrayList<>();
  private Configurator configurator;

  @BeforeEach
  void install() throws IOException {
    Components.install(root);
    file("usr/share/factory/etc/ssl/certs/ca-certificates.crt", "# the world's");
    file("etc/ssl/certs/ca-certificates.crt", "# the world's");
    file("proc/sys/kernel/hostname", "carafe");
    file("proc/sys/vm/max_map_count", "65530");
    file("proc/sys/net/ipv4/conf/eth0.1/forwarding", "0");
    file("sys/kernel/security/lockdown", "none [integrity] confidentiality");
    file("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never");
    file("sys/kernel/mm/transparent_hugepage/defrag", "always defer [madvise] never");
    SystemFiles system = new SystemFiles(root);
    configurator =
        new Configurator(
            new ConfigurationPlanner(schema, Json.object().build(), system),
            system,
            new KernelFiles(root),
            (command, _) -> {
              commands.add(command);
              if (command.contains("systemd-timesyncd.service")) {
                throw new ProgramFailedException(command, "it is broken");
              }
              return "";
            },
            Map.of("motd", told::add),
            new Journal(new PrintStream(new ByteArrayOutputStream())));
  }

  @Test
  void theDefaultsAreWhatTheImageHasAlreadySoNothingIsRestarted() {
    assertThat(apply("")).isEmpty();
    assertThat(commands).isEmpty();
  }

  @Test
  void aServiceIsRestartedOnceWhenItsFileHasChanged() throws IOException {
    String settings =
        """
        [settings.container-runtime]
        max-container-log-line-size = -1
        max-concurrent-downloads = 5
        log-level = "debug"
        [settings.network]
        https-proxy = "proxy.example.com:8080"
        no-proxy = ["10.0.0.1"]
        """;
    assertThat(apply(settings)).isEmpty();
    assertThat(apply(settings)).isEmpty();
    assertThat(commands)
        .containsExactly(
            List.of(
                root.resolve("usr/bin/systemctl").toString(), "try-restart", "containerd.service"));
    assertThat(read("etc/containerd/config.toml"))
        .contains("max_container_log_line_size = -1\nmax_concurrent_downloads = 5\n")
        .contains("[debug]\nlevel = \"debug\"\n");
    assertThat(read("etc/containerd/proxy.env"))
        .contains(
            "HTTPS_PROXY=proxy.example.com:8080\n", "NO_PROXY=localhost,127.0.0.1,10.0.0.1\n");
  }

  @Test
  void oneFileForEachMirrorComesAndGoes() throws IOException {
    apply(
        """
        [settings.container-registry]
        mirrors = [{registry = "*", endpoint = ["http://m"]}, {registry = "docker.io", endpoint = ["https://a", "https://b"]}]
        """);
    assertThat(read("etc/containerd/certs.d/_default/hosts.toml"))
        .isEqualTo("[host.\"http://m\"]\ncapabilities = [\"pull\", \"resolve\"]\n\n");
    assertThat(read("etc/containerd/certs.d/docker.io/hosts.toml"))
        .contains("[host.\"https://a\"]", "[host.\"https://b\"]");
    apply("");
    assertThat(root.resolve("etc/containerd/certs.d/_default/hosts.toml")).doesNotExist();
    assertThat(root.resolve("etc/containerd/certs.d/carafe.internal/hosts.toml")).exists();
  }

  @Test
  void theKernelIsWrittenToInPlace() throws IOException {
    assertThat(
            apply(
                """
                [settings.network]
                hostname = "web.example.com"
                [settings.kernel.sysctl]
                "vm.max_map_count" = "262144"
                "net.ipv4.conf.eth0/1.forwarding" = "1"
                "no.such" = "1"
                """))
        .singleElement()
        .asString()
        .contains("could not write /proc/sys/no/such: there is no such file");
    assertThat(read("proc/sys/kernel/hostname")).isEqualTo("web.example.com\n");
    assertThat(read("proc/sys/vm/max_map_count")).isEqualTo("262144\n");
    assertThat(read("proc/sys/net/ipv4/conf/eth0.1/forwarding")).isEqualTo("1\n");
    assertThat(read("sys/kernel/security/lockdown")).contains("[integrity]");
    assertThat(read("etc/hosts")).startsWith("127.0.0.1 localhost web.example.com\n");
  }

  @Test
  void theKernelHasBackWhatItHadWhenNothingIsSetAnyMore() throws IOException {
    String settings =
        """
        [settings.kernel.sysctl]
        "vm.max_map_count" = "%s"
        [settings.kernel.hugepages.transparent]
        enabled = "never"
        """;
    file("sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never");
    apply(settings.formatted("262144"));
    apply(settings.formatted("300000"));
    assertThat(read("proc/sys/vm/max_map_count")).isEqualTo("300000\n");
    assertThat(read("sys/kernel/mm/transparent_hugepage/enabled")).isEqualTo("never\n");
    assertThat(read("sys/kernel/mm/transparent_hugepage/defrag")).isEqualTo("never\n");
    apply("");
    assertThat(read("proc/sys/vm/max_map_count")).isEqualTo("65530\n");
    assertThat(read("sys/kernel/mm/transparent_hugepage/enabled")).isEqualTo("always\n");
    assertThat(read("sys/kernel/mm/transparent_hugepage/defrag")).isEqualTo("madvise\n");
  }

  @Test
  void numbersThatTheKernelShowsWithTabsAreTheSameNumbers() throws IOException {
    file("proc/sys/net/ipv4/tcp_rmem", "4096\t131072\t6291456");
    apply("[settings.kernel.sysctl]\n'net.ipv4.tcp_rmem' = '4096 131072 6291456'");
    assertThat(read("proc/sys/net/ipv4/tcp_rmem")).isEqualTo("4096\t131072\t6291456\n");
  }

  @Test
  void sysctlsOfInterfacesThatComeLaterAreKeptForThem() throws IOException {
    apply("[settings.kernel.sysctl]\n'net.ipv4.conf.eth7.forwarding' = '1'");
    assertThat(read("etc/sysctl.d/settings.conf")).isEqualTo("net/ipv4/conf/eth7/forwarding = 1\n");
    apply("");
    assertThat(root.resolve("etc/sysctl.d/settings.conf")).doesNotExist();
  }

  @Test
  void whatIsNotSetAnyMoreIsTheImagesOwnAgain() throws IOException {
    String factory = read("etc/systemd/timesyncd.conf.d/settings.conf");
    apply("[settings.dns]\nname-servers = ['192.0.2.1']\n[settings]\nmotd = 'hi'");
    assertThat(read("etc/motd")).isEqualTo("hi\n");
    assertThat(read("etc/systemd/resolved.conf.d/settings.conf")).contains("DNS=192.0.2.1\n");
    apply("");
    assertThat(root.resolve("etc/motd")).doesNotExist();
    assertThat(root.resolve("etc/systemd/resolved.conf.d/settings.conf")).doesNotExist();
    assertThat(read("etc/systemd/timesyncd.conf.d/settings.conf")).isEqualTo(factory);
  }

  @Test
  void aServiceThatCannotBeRestartedIsAProblemAndTheRestIsDone() throws IOException {
    assertThat(
            apply("[settings]\nmotd = 'hi'\n[settings.ntp]\ntime-servers = ['time.example.com']"))
        .singleElement()
        .asString()
        .contains("it is broken");
    assertThat(read("etc/motd")).isEqualTo("hi\n");
    assertThat(told).hasSize(1);
  }

  @Test
  void theFirewallLetsInWhatIsAllowedAndNothingElse() throws IOException {
    assertThat(
            apply(
                """
                [settings.firewall]
                allow-ping = false
                allow-api = false
                allow-pods-metadata = true
                allow = [
                  { ports = [443, 8443] },
                  { ports = [53], protocol = "udp", from = ["10.0.0.0/8", "fd00::/8"] },
                ]
                """))
        .isEmpty();
    assertThat(read("etc/nftables/firewall.nft"))
        .doesNotContain("169.254", "5081", "echo-request")
        .contains(
            """
                iifname "carafe0" meta l4proto { tcp, udp } th dport 53 accept
                tcp dport { 443, 8443 } accept
                ip saddr 10.0.0.0/8 udp dport { 53 } accept
                ip6 saddr fd00::/8 udp dport { 53 } accept
              }
            """);
    apply("[settings.firewall]\nenabled = false");
    assertThat(read("etc/nftables/firewall.nft"))
        .contains("169.254.0.0/16")
        .doesNotContain("hook input");
    List<String> load =
        List.of(root.resolve("usr/bin/systemctl").toString(), "restart", "nftables.service");
    assertThat(commands).containsExactly(load, load);
  }

  @Test
  void theFirewallIsOpenToTheApiAndToPodsInTheNodesNetwork() throws IOException {
    apply(
        """
        [settings.api.remote]
        enabled = true
        [settings.pods.web.spec]
        hostNetwork = true
        containers = [
          { name = "a", image = "i", ports = [{ containerPort = 80 }] },
          { name = "b", image = "i", ports = [{ containerPort = 54, protocol = "UDP" }] },
          { name = "c", image = "i" },
        ]
        [settings.pods.inner.spec]
        containers = [{ name = "a", image = "i", ports = [{ containerPort = 8181, hostPort = 8282 }] }]
        """);
    assertThat(read("etc/nftables/firewall.nft"))
        .contains(
            """
                iifname != "carafe0" tcp dport 5081 accept
                iifname != "carafe0" tcp dport 7443 accept
                # web
                tcp dport 80 accept
                # web
                udp dport 54 accept
              }
            """)
        .doesNotContain("8181", "8282");
  }

  @Test
  void onlyTrustedBundlesAreAddedToTheImagesOwn() throws IOException {
    apply(
        """
        [settings.pki.ours]
        data = "%s"
        trusted = true
        [settings.pki.theirs]
        data = "%s"
        trusted = false
        """
            .formatted(PEM, PEM));
    assertThat(read("etc/ssl/certs/ca-certificates.crt"))
        .startsWith("# the world's\n")
        .contains("# ours\n-----BEGIN CERTIFICATE-----")
        .doesNotContain("theirs");
  }

  private List<Problem> apply(String text) {
    List<Problem> problems = new ArrayList<>();
    SettingsTree set = new SettingsReader(schema).readToml("user data", text, problems);
    assertThat(problems).isEmpty();
    return configurator.apply(
        schema.defaults().patched(set), List.copyOf(schema.services().keySet()));
  }

  private String read(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  private void file(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).resolveSibling(""));
    Files.writeString(root.resolve(path), text + "\n");
  }
}
