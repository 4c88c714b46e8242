package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.node.RunContext;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A node with a disk that a bootstrap container prepares before a pod serves from it, one that
/// settings name, which keeps a pod's data and grows, an admin container that is made from nothing,
/// and a boot that an essential container holds.
@LongTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostContainersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int API = 7443;

  /// In MiB, at first: XFS needs 300.
  private static final long KEPT = 320;

  private static final String ADMIN =
      "{\"host-containers\":{\"admin\":{\"source\":\"carafe.lab/admin:1\",\"enabled\":true,"
          + "\"superpowered\":true,\"user-data\":\"aGVsbG8=\"}}}";
  private static final String CONTROL =
      "{\"host-containers\":{\"control\":{\"source\":\"carafe.lab/control:1\",\"enabled\":true,"
          + "\"superpowered\":false}}}";
  private static final String FAILING =
      "{\"bootstrap-containers\":{\"fails\":{\"source\":\"carafe.lab/admin:1\",\"mode\":\"always\","
          + "\"essential\":true,"
          + "\"command\":[\"/usr/bin/bash\",\"-c\",\"echo no such luck; exit 3\"]}}}";

  /// How many processes serve the page; the pattern does not match the script that has it.
  private static final String SERVERS = "pgrep -fc '[h]ttpd -f'; true";

  /// Of how many disks the array is, and what containerd's folder is on.
  private static final String STRIPED =
      "cat /sys/block/md127/md/raid_disks;"
          + " awk '$2 == \"/var/lib/containerd\" { print $1, $3 }' /proc/1/mounts";

  @TempDir static Path work;

  private static ToolsTree tools;
  private static Registry registry;
  private static MachineSpec spec;
  private static Machine machine;
  private static ExecPeer peer;
  private static int web;
  private static int api;

  @BeforeAll
  static void boot() throws IOException, InterruptedException, GeneralSecurityException {
    Workshop workshop = TestWorkshop.open();
    BuiltImage image = workshop.build("plain");
    tools =
        workshop.tools(
            List.of(
                PackageRequest.of("busybox-static"),
                PackageRequest.of("docker-registry"),
                PackageRequest.of("ovmf"),
                PackageRequest.of("qemu-system-x86"),
                PackageRequest.of("qemu-utils")));
    registry = Registry.start(tools, Files.createDirectories(work.resolve("hub")));
    ContainerImages.pushHello(tools, registry, "hello", work);
    push("admin");
    push("control");
    String remote = carafe("node", "authority", "create", "--out", at("ca"));
    carafe(
        "node",
        "authority",
        "issue",
        "a",
        "--role",
        "admin",
        "--authority",
        at("ca"),
        "--out",
        at("k"));
    web = Ports.free();
    api = Ports.free();
    spec =
        MachineSpec.of(image.disk(), userData() + "\n" + remote, Map.of(web, 8080, api, API))
            .withMemory(768)
            .withDisk(work.resolve("disk.qcow2"))
            .withExtraDisk(disk("data", 64))
            .withExtraDisk(disk("striped-1", 512))
            .withExtraDisk(disk("striped-2", 512))
            .withExtraDisk(disk("kept", KEPT));
    machine = Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("machine"));
    peer = ExecPeer.of(api, work.resolve("k/a.pem"), work.resolve("k/a.key"));
  }

  private static void push(String image) {
    carafe(
        "images",
        "build",
        "../images/" + image,
        "--output",
        at("made"),
        "--push",
        "127.0.0.1:" + registry.port() + "/" + image + ":1",
        "--insecure");
  }

  /// A disk of zeros; one that is there already is made as large.
  private static Path disk(String name, long mebibytes) throws IOException {
    Path disk = work.resolve(name + ".raw");
    try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
      file.setLength(mebibytes << 20);
    }
    return disk;
  }

  private static String userData() throws IOException {
    try (InputStream in = HostContainersIT.class.getResourceAsStream("host-containers.toml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("REGISTRY", registry.guestAddress())
          .replace("IMAGE", ContainerImages.HELLO);
    }
  }

  @AfterAll
  static void end() throws IOException {
    Files.writeString(Path.of("target/host-containers-console.txt"), machine.console());
    Files.writeString(Path.of("target/host-containers-health.txt"), get("/v1/health"));
    Files.writeString(Path.of("target/host-containers-log.txt"), get("/v1/logs?lines=400"));
    peer.close();
    machine.close();
    registry.close();
  }

  private static String at(String name) {
    return work.resolve(name).toString();
  }

  private static String carafe(String... words) {
    StringWriter output = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(output, true))
            .execute(words);
    assertThat(code).as(output.toString()).isZero();
    return output.toString();
  }

  @Test
  @Order(1)
  void aPodServesFromTheDiskThatABootstrapContainerHasPrepared() {
    assertThat(machine.await("the page", PATIENCE, () -> Pages.get(web, "/index.html")))
        .isEqualTo("from the disk");
    assertThat(get("/settings?prefix=bootstrap-containers.disk")).contains("\"mode\":\"off\"");
    assertThat(get("/settings?prefix=motd")).contains("prepared");
    assertThat(get("/v1/health")).contains("\"problems\":[]").contains("bootstrap.disk");
  }

  @Test
  @Order(2)
  void whatSettingsSayOfAllContainersHoldsForThePod() {
    String status = "grep -E 'CapEff|NoNewPrivs' /proc/1/status; grep 'open files' /proc/1/limits";
    assertThat(run("web", "/bin/busybox", "sh", "-c", status).replaceAll("[ \t]+", " ").lines())
        .containsExactly(
            // containerd's usual ones, without chown (bit 0) and with sys_nice (bit 23)
            "CapEff: 00000000a88425fa", "NoNewPrivs: 0", "Max open files 1000 2000 files ");
  }

  @Test
  @Order(3)
  void anAdminContainerIsMadeFromNothingAndTracesAProcessOfTheHost() {
    set(ADMIN);
    machine.await("the admin container", PATIENCE, HostContainersIT::admin);
    assertThat(
            run(
                "admin",
                "/usr/bin/bash",
                "-c",
                "timeout -s INT 5 strace -f -p $(pidof containerd) 2>&1 | head -n 300"))
        .contains("attached")
        .containsPattern("(futex|epoll_pwait|nanosleep)\\(");
  }

  @Test
  @Order(4)
  void filesGoIntoAContainerAndOutOfIt() throws IOException {
    byte[] content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    Files.write(Files.createDirectories(work.resolve("sent/below")).resolve("file"), content);
    node(
        "add",
        "it",
        "--address",
        "127.0.0.1:" + api,
        "--fingerprint",
        RunContext.fingerprint(machine.console()).orElseThrow(),
        "--certificate",
        at("k/a.pem"),
        "--key",
        at("k/a.key"));
    node("cp", at("sent"), "admin:/tmp");
    node("cp", "admin:/tmp/sent/below", at("back"));
    assertThat(work.resolve("back/file")).hasBinaryContent(content);
    node("cp", "admin:/tmp/sent/below/file", at("back/again"));
    assertThat(work.resolve("back/again")).hasBinaryContent(content);
  }

  private static void node(String... words) {
    String[] context = {"--config", at("config")};
    carafe(
        Stream.of(new String[] {"node"}, words, context)
            .flatMap(Stream::of)
            .toArray(String[]::new));
  }

  private static Optional<String> admin() {
    return alive("admin");
  }

  private static Optional<String> alive(String container) {
    try {
      return Optional.of(run(container, "/usr/bin/true"));
    } catch (RuntimeException | AssertionError _) {
      return Optional.empty();
    }
  }

  @Test
  @Order(4)
  void itHasWhatBottlerocketGivesOne() {
    assertThat(shell("cat /.bottlerocket/host-containers/{admin,current}/user-data"))
        .isEqualTo("hellohello");
    assertThat(shell("grep ^ID= /etc/bottlerocket-release")).isEqualTo("ID=carafe\n");
    assertThat(shell("curl -s --unix-socket /run/api.sock http://localhost/os"))
        .contains("variant_id");
    assertThat(shell("cat /.bottlerocket/rootfs/mnt/data/index.html")).isEqualTo("from the disk");
    assertThat(shell("ls /lib/modules/*/kernel /sys/kernel/debug | grep -cx 'fs\\|bdi'"))
        .isEqualTo("2\n");
    assertThat(shell("touch /.bottlerocket/rootfs/a 2>&1; grep CapEff /proc/self/status"))
        .contains("Read-only file system")
        .contains("000001ffffffffff");
    assertThat(shell("grep 'open files' /proc/self/limits")).doesNotContain("2000");
    assertThat(shell(SERVERS)).isEqualTo("1\n");
  }

  @Test
  @Order(4)
  void imagesAreOnTwoDisksThatAreStriped() {
    assertThat(shell(STRIPED)).isEqualTo("2\n/dev/md127 xfs\n");
    assertThat(get("/actions/ephemeral-storage/list-disks?format=json"))
        .isEqualTo("[\"/dev/vdc\",\"/dev/vdd\"]");
  }

  @Test
  @Order(4)
  void sheltieIsAShellOnTheHost() {
    assertThat(shell("sheltie -c 'readlink /proc/self/ns/mnt; test -e /bin/bash || echo none'"))
        .isEqualTo(shell("readlink /proc/1/ns/mnt") + "none\n");
    assertThat(shell("sheltie -c 'systemctl is-active containerd.service'")).isEqualTo("active\n");
  }

  @Test
  @Order(4)
  void whatItMountsIsMountedOnTheHost() {
    shell("mkdir -p /.bottlerocket/rootfs/mnt/m; mount -t tmpfs m /.bottlerocket/rootfs/mnt/m");
    assertThat(shell("grep -c ' /mnt/m ' /proc/1/mounts")).isEqualTo("1\n");
    shell("umount /.bottlerocket/rootfs/mnt/m");
    assertThat(shell("grep -c ' /mnt/m ' /proc/1/mounts; true")).isEqualTo("0\n");
  }

  @Test
  @Order(4)
  void theNodeIsManagedFromTheControlContainer() {
    set(CONTROL);
    machine.await("the control container", PATIENCE, () -> alive("control"));
    assertThat(control("node", "get", "os")).contains("os.variant_id = \"plain\"");
    control("node", "set", "motd=from the control container");
    assertThat(get("/settings?prefix=motd")).contains("from the control container");
    assertThat(control("node", "exec", "admin", "cat", "/etc/os-release"))
        .contains("ID=carafe-admin");
    assertThat(run("control", "/usr/bin/bash", "-c", "grep CapEff /proc/self/status"))
        .doesNotContain("000001ffffffffff");
  }

  /// What the command line says there.
  private static String control(String... words) {
    Said said = new Said();
    String[] command =
        Stream.concat(Stream.of("/usr/bin/carafe"), Stream.of(words)).toArray(String[]::new);
    assertThat(peer.run("control", "null", said, command).end())
        .as(said.text())
        .isEqualTo(new ExecPeer.End(1000, "0"));
    return said.text();
  }

  @Test
  @Order(5)
  void itComesBackWhenItHasEnded() {
    try {
      shell("pkill -x sleep");
    } catch (RuntimeException | AssertionError _) {
      // its end ends this too
    }
    machine.await(
        "another one",
        PATIENCE,
        () ->
            Optional.of(get("/v1/health"))
                .filter(text -> text.contains("carafe.lab/admin:1\",\"restarts\":1")));
    machine.await("the admin container", PATIENCE, HostContainersIT::admin);
  }

  @Test
  @Order(6)
  void aDiskThatSettingsNameKeepsAPodsDataAndGrows() throws IOException, InterruptedException {
    assertThat(starts(1)).hasSize(1);
    assertThat(shell("grep ' /mnt/kept ' /proc/1/mounts"))
        .startsWith("/dev/vde /mnt/kept xfs rw,nosuid,nodev,noatime");
    assertThat(keptBytes()).isBetween(KEPT << 19, KEPT << 20);
    goDown();
    disk("kept", 2 * KEPT);
    start("second");
    assertThat(starts(2)).hasSize(2);
    assertThat(keptBytes()).isGreaterThan(KEPT << 20);
  }

  /// When the pod on the kept disk has started: so often at least.
  private static List<String> starts(int count) {
    return machine.await(
        "start " + count + " of the pod on the kept disk",
        PATIENCE,
        () -> lines("kept", "/kept/starts").filter(lines -> lines.size() >= count));
  }

  private static Optional<List<String>> lines(String container, String file) {
    try {
      return Optional.of(run(container, "/bin/busybox", "cat", file).lines().toList());
    } catch (RuntimeException | AssertionError _) {
      return Optional.empty(); // it does not run yet
    }
  }

  /// How large the file system is that is mounted there.
  private static long keptBytes() {
    Matcher mount =
        Pattern.compile("\"path\":\"/mnt/kept\",[^}]*\"bytes\":([0-9]+)").matcher(get("/v1/disks"));
    assertThat(mount.find()).isTrue();
    return Long.parseLong(mount.group(1));
  }

  @Test
  @Order(7)
  void aDiskThatNobodyUsesAnyMoreIsUnmounted() {
    node("delete", "storage.disks.kept");
    machine.await(
        "who uses it",
        PATIENCE,
        () ->
            Optional.of(get("/v1/health"))
                .filter(
                    text -> text.contains("wants the disk any more, and the pod kept uses it")));
    node("delete", "pods.kept");
    machine.await(
        "its end",
        PATIENCE,
        () -> Optional.of(get("/v1/disks")).filter(text -> !text.contains("/mnt/kept")));
    assertThat(get("/v1/health")).doesNotContain("wants the disk any more");
  }

  @Test
  @Order(8)
  void anEssentialContainerThatFailsHoldsThePods() throws IOException, InterruptedException {
    set(FAILING);
    goDown();
    start("third");
    String health =
        machine.await(
            "the failure",
            PATIENCE,
            () ->
                Optional.of(get("/v1/health"))
                    .filter(text -> text.contains("no such luck"))
                    .filter(text -> !text.contains("\"name\":\"web\"")));
    assertThat(health)
        .contains(
            "settings.bootstrap-containers.fails:1:1: the bootstrap container failed: it ended"
                + " with 3 (Error), and said last: no such luck; no pod starts in this boot")
        .contains("\"status\":\"degraded\"");
    machine.await("the admin container", PATIENCE, HostContainersIT::admin);
    assertThat(shell(STRIPED)).isEqualTo("2\n/dev/md127 xfs\n");
    assertThat(get("/settings?prefix=bootstrap-containers.disk")).contains("\"mode\":\"off\"");
    assertThat(shell(SERVERS)).isEqualTo("0\n");
    set("{\"bootstrap-containers\":{\"fails\":{\"mode\":\"off\"}}}");
    assertThat(get("/v1/health")).doesNotContain("\"name\":\"web\"");
  }

  private static void goDown() throws InterruptedException {
    assertThat(peer.post("/actions/reboot")).isEqualTo(204);
    assertThat(machine.awaitEnd(PATIENCE)).isTrue();
    machine.close();
  }

  private static void start(String folder) throws IOException, InterruptedException {
    machine = Machine.start(tools, spec, Acceleration.EMULATION, work.resolve(folder));
  }

  private static void set(String settings) {
    assertThat(peer.patch("/settings", settings)).isEqualTo(204);
    assertThat(peer.post("/tx/commit_and_apply")).isEqualTo(200);
  }

  private static String get(String path) {
    try {
      return peer.get(path);
    } catch (IOException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /// What a script says in the admin container.
  private static String shell(String script) {
    return run("admin", "/usr/bin/bash", "-c", script);
  }

  private static String run(String target, String... command) {
    Said said = new Said();
    ExecPeer.End end = peer.run(target, "null", said, command).end();
    assertThat(end.code()).as(end.reason()).isEqualTo(1000);
    return said.text();
  }
}
