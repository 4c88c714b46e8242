package dev.carafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.api.SocketClient;
import dev.carafe.node.cri.FakeContainerd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The class-data archive that decides how quickly the agent starts: its list of classes is kept in
/// the source tree, so that every build of an image dumps the same bytes.
///
/// `./mvnw -pl node -am verify -Dit.test=ClassDataIT -Dclasslist.rewrite=true` writes the list
/// anew, and fails, so that nobody leaves it on.
class ClassDataIT {
  private static final Path CLASS_LIST = Path.of("src/main/cds/agent.classlist");

  /// Something for each service: what is set on a node is checked, rendered and written at its
  /// start.
  private static final String USER_DATA =
      """
      [settings]
      motd = "hello"
      [settings.network]
      hostname = "node.example.com"
      hosts = [["10.0.0.1", ["one.example.com"]]]
      https-proxy = "proxy.example.com:8080"
      no-proxy = ["localhost"]
      [settings.dns]
      name-servers = ["192.0.2.53"]
      search-list = ["example.com"]
      [settings.ntp]
      time-servers = ["ntp.example.com"]
      [settings.kernel.sysctl]
      "net.core.somaxconn" = "4096"
      [settings.kernel.modules.sctp]
      allowed = false
      [settings.kernel.hugepages.transparent]
      enabled = "madvise"
      [settings.container-runtime]
      max-concurrent-downloads = 4
      [settings.container-registry]
      mirrors = [{registry = "*", endpoint = ["http://127.0.0.1:1"]}]
      credentials = [{registry = "registry.example.com", username = "a", password = "b"}]
      [settings.firewall]
      enabled = true
      allow = [{ports = [443], from = ["10.0.0.0/8"]}]
      """;

  private static final String PODS =
      """
      [settings.pods.web.spec]
      [[settings.pods.web.spec.containers]]
      name = "httpd"
      image = "web:1"
      env = [{name = "A", value = "b"}]
      ports = [{containerPort = 80, hostPort = 8080}]
      [settings.pods.broken.spec]
      containers = [{name = "c", image = "absent:1"}]
      [settings.unknown]
      a = 1
      """;

  private static final boolean REWRITE = Boolean.getBoolean("classlist.rewrite");

  @TempDir private Path root;

  @Test
  void theListCoversWhatARunLoads() throws Exception {
    Path loaded = root.resolve("loaded");
    run(List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + loaded));
    List<String> sorted = sorted(Files.readAllLines(loaded));
    if (REWRITE) {
      Files.write(CLASS_LIST, sorted);
    }
    assertThat(REWRITE)
        .as("class list rewritten: commit it and run again without the switch")
        .isFalse();
    Set<String> names = names(sorted);
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(names(Files.readAllLines(CLASS_LIST)));
    assertThat(missing)
        .as("classes of " + names.size() + " that are not in the list")
        .hasSizeLessThan(names.size() / 20);
  }

  @Test
  void theArchiveIsTheSameBytesEachTimeAndIsUsed() throws Exception {
    Path first = root.resolve("agent.jsa");
    Path second = root.resolve("second.jsa");
    PackagedAgent.dump(CLASS_LIST, first);
    PackagedAgent.dump(CLASS_LIST, second);
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    assertThat(run(List.of("-XX:SharedArchiveFile=" + first, "-Xshare:auto")))
        .contains("\"class_data_archive\":true");
  }

  @Test
  void anArchiveThatDoesNotFitIsReported() throws Exception {
    Path archive = Files.writeString(root.resolve("agent.jsa"), "no archive");
    assertThat(run(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto")))
        .contains("\"class_data_archive\":false");
  }

  /// Each of these was once on the way to a ready node, and took it up to 19 ms of CPU.
  @Test
  void aStartLoadsNothingThatNobodyAskedFor() throws Exception {
    makeRoot(USER_DATA);
    Path log = root.resolve("loaded.log");
    try (PackagedAgent agent = PackagedAgent.start(root, List.of("-Xlog:class+load:file=" + log))) {
      assertThat(agent.get("/v1/health")).contains("ready_after_ms");
    }
    assertThat(Files.readString(log))
        .contains("dev.carafe.settings.template.Rendering ")
        .doesNotContain(
            "java.math.BigDecimal ", // by way of Duration.dividedBy
            "java.lang.runtime.ObjectMethods ", // by records that are compared
            "javax.net.ssl.",
            "org.snakeyaml.",
            "dev.carafe.settings.manifest.",
            "dev.carafe.node.api.SettingsEndpoints ",
            "dev.carafe.node.audit.LogTail ");
  }

  /// Runs the agent through all it can do, and returns its last health document.
  private String run(List<String> flags) throws IOException, InterruptedException {
    makeRoot(USER_DATA + PODS);
    Path socket = root.resolve("run/containerd/containerd.sock");
    Files.deleteIfExists(socket);
    try (FakeContainerd containerd = FakeContainerd.start(socket);
        PackagedAgent agent = PackagedAgent.start(root, flags)) {
      await(agent, "\"state\":\"running\"");
      await(agent, "absent:1: not found");
      agent.get("/os");
      SocketClient client = new SocketClient(root.resolve("run/api.sock"));
      client.commit("{'motd':'changed'}");
      assertThat(client.get("/settings").body()).contains("changed");
      assertThat(agent.getFromRegistry("/v2/pause/manifests/1")).contains("200 OK");
      containerd.endContainers(1);
      await(agent, "\"restarts\":1,\"state\":\"running\"");
      containerd.endContainers(1);
      await(agent, "\"starts_again\"");
      String health = agent.get("/v1/health");
      assertThat(agent.terminate()).isZero();
      return health;
    }
  }

  /// With programs that do nothing: a store on a disk and services that restart are what a node
  /// starts with.
  private void makeRoot(String userData) throws IOException {
    NodeRoot.make(root);
    NodeRoot.userData(root, userData);
    for (String name : List.of("systemctl", "networkctl", "udevadm", "systemd-notify")) {
      Path program = root.resolve("usr/bin").resolve(name);
      Files.createDirectories(program.resolveSibling(""));
      Files.writeString(program, "#!/bin/sh\nexit 0\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void await(PackagedAgent agent, String text) throws InterruptedException {
    for (int tries = 0; tries < 300 && !agent.get("/v1/health").contains(text); tries++) {
      Thread.sleep(50);
    }
    assertThat(agent.get("/v1/health")).contains(text);
  }

  /// Classes first, then what is made from them; in an order that does not depend on threads, and
  /// without numbers that depend on the JDK's exact build.
  private static List<String> sorted(List<String> lines) {
    List<String> sorted = new ArrayList<>(names(lines));
    lines.stream()
        .filter(line -> line.startsWith("@lambda"))
        .sorted()
        .distinct()
        .forEach(sorted::add);
    return sorted;
  }

  private static Set<String> names(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("@"))
        .map(line -> line.split(" ", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
