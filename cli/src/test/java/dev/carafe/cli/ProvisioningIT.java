package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.gpt.PartitionTableReading;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.Identity;
import dev.carafe.lab.LabTools;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Provisions;
import dev.carafe.lab.SeedDisk;
import dev.carafe.lab.metadata.Ec2;
import dev.carafe.lab.metadata.Fault;
import dev.carafe.lab.metadata.Gce;
import dev.carafe.lab.metadata.MetadataServer;
import dev.carafe.lab.web.RecordingProxy;
import dev.carafe.lab.web.RecordingServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same image on machines that are given their settings in all the ways there are. Each way
/// sets the message of the day, and declares a pod of its own, so that all are seen.
@LongTest
class ProvisioningIT {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final Duration OFF = Duration.ofMinutes(3);

  private static final String WITH_MISTAKES =
      """
      [settings]
      motd = "What is right holds"
      mtod = "What is meant"

      [settings.kernel]
      lockdown = "integrety"

      [settings.network]
      hostname = "under_score"

      [settings.kernel.sysctl]
      "vm.max_map_count" = 300000

      [settings.pods.right.spec]
      containers = [{ name = "pause", image = "carafe.internal/pause:1" }]

      [settings.pods.wrong.spec]
      containers = [{ name = "pause", image = "carafe.internal/pause:1", tty = "yes" }]
      """;

  private static final List<String> MISTAKES =
      List.of(
          "3:1: unknown setting settings.mtod; did you mean 'motd'?",
          "6:1: settings.kernel.lockdown = 'integrety' is not a lockdown mode: did you mean"
              + " 'integrity'?; write a lockdown mode, like \"integrity\"",
          "9:1: settings.network.hostname = 'under_score' is not a host name: it holds '_'; write a"
              + " host name, like \"web-1.example.com\"",
          "12:1: settings.kernel.sysctl.\"vm.max_map_count\" is a whole number; write a string, like"
              + " \"262144\"",
          "18:68: unknown setting settings.pods.wrong.spec.containers[0].tty; known are args,"
              + " command, env, image, imagePullPolicy, livenessProbe, name, ports, readinessProbe,"
              + " resources, securityContext, startupProbe, volumeMounts, workingDir");

  private static final String DECLARATION =
      """
      spec:
        containers:
        - name: declared
          image: carafe.internal/pause:1
          stdin: false
          tty: false
          env:
          - {name: NUMBER, value: 1}
        restartPolicy: Always
      """;

  private static final String BROKEN =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: broken
      spec:
        containers:
        - {name: pause, image: "carafe.internal/pause:1", tty: true}
      """;

  private static final String LIFECYCLE = "meta-data/autoscaling/target-lifecycle-state";
  private static final String STACKS = "cloudformation.eu-central-1.amazonaws.com";
  private static final String REPORTS = "reports.example.com";

  @TempDir static Path work;

  private static Path image;
  private static ToolsTree tools;

  private final int api = Ports.free();

  @BeforeAll
  static void build() {
    Workshop workshop = TestWorkshop.open();
    image = workshop.build("plain").disk();
    List<PackageRequest> packages = new ArrayList<>(LabTools.PACKAGES);
    packages.add(PackageRequest.of("e2fsprogs"));
    packages.add(PackageRequest.of("openssl"));
    tools = workshop.tools(packages);
  }

  @Test
  void anInstanceOfEc2AndThenItsDiskOnAMachineWithEveryLocalSource()
      throws IOException, InterruptedException, GeneralSecurityException {
    Path disk = work.resolve("kept.qcow2");
    MachineSpec spec = MachineSpec.of(image, "", Map.of(api, 5081)).withDisk(disk);
    LabAuthority authority = LabAuthority.make(tools, work, STACKS, REPORTS);
    Ec2 instance = instance();
    try (RecordingServer aws = RecordingServer.start(authority.keyStore(tools, "lab"), "lab");
        RecordingProxy proxy =
            RecordingProxy.start(
                Map.of(STACKS + ":443", aws.port(), REPORTS + ":443", aws.port()));
        MetadataServer server =
            MetadataServer.start(
                instance.withUserData(
                    gzip(parts(source("ec2") + duties(proxy.port(), authority.data())))));
        Machine machine =
            start("ec2", spec.with(metadata(Provisions.none().with(Identity.ec2()), server)))) {
      theGroupIsWaitedFor(machine, server);
      instance.with(LIFECYCLE, "InService");
      assertThat(awaitHealth(machine, "\"state\":\"running\""))
          .contains("\"name\":\"ec2\"")
          .contains(
              "\"EC2 user-data part 2 (cloud.yaml):1:1: type 'text/cloud-config' is not used here;"
                  + " write settings in TOML, which begin with [settings]\"");
      awaitConsole(machine, "Provisioned by ec2");
      awaitConsole(machine, "ip-10-0-0-15.eu-central-1.compute.internal");
      theStackIsTold(machine, aws);
      theNodeReports(machine, aws);
      machine.powerOff(OFF);
    }
    putFile(disk, "user-data.toml", source("file"));
    MachineSpec local =
        MachineSpec.of(image, source("credential"), Map.of(api, 5081))
            .withDisk(disk)
            .with(localSources());
    try (Machine machine = start("local", local)) {
      assertThat(awaitHealth(machine, "\"name\":\"credential\""))
          .contains("\"name\":\"file\"")
          .contains("\"name\":\"config-drive\"")
          .contains("\"name\":\"no-cloud\"")
          .contains("\"name\":\"manifest\"")
          .contains("\"name\":\"firmware\"")
          .contains("\"name\":\"ec2\"") // what was set stays until somebody sets it anew
          .contains("\"problems\":[]");
      awaitConsole(machine, "Provisioned by credential");
      awaitConsole(machine, "no-cloud.example.com");
    }
  }

  /// One of a warm pool, with a role that may speak for it.
  private static Ec2 instance() {
    return Ec2.instance()
        .with(LIFECYCLE, "Warmed:Running")
        .with("meta-data/iam/security-credentials/", "node")
        .with(
            "meta-data/iam/security-credentials/node",
            """
            {"Code": "Success", "AccessKeyId": "ASIALAB", "SecretAccessKey": "secret", "Token": "token"}\
            """);
  }

  private static String duties(int proxy, String authority) {
    return """

    [settings.network]
    https-proxy = "169.254.169.2:PROXY"

    [settings.pki.lab]
    data = "AUTHORITY"
    trusted = true

    [settings.autoscaling]
    should-wait = true

    [settings.cloudformation]
    should-signal = true
    stack-name = "web"
    logical-resource-id = "Nodes"

    [settings.metrics]
    send-metrics = true
    metrics-url = "https://REPORTS/metrics"
    """
        .replace("PROXY", String.valueOf(proxy))
        .replace("AUTHORITY", authority)
        .replace("REPORTS", REPORTS);
  }

  private void theGroupIsWaitedFor(Machine machine, MetadataServer server) {
    machine.await(
        "a question for what the group wants",
        PATIENCE,
        () ->
            server.questions().stream()
                .filter(question -> question.path().endsWith(LIFECYCLE))
                .findFirst());
    assertThat(machine.awaitPage(api, "/v1/health", PATIENCE)).doesNotContain("\"running\"");
  }

  private static void theStackIsTold(Machine machine, RecordingServer aws) {
    RecordingServer.Request signal =
        machine.await("a signal to the stack", PATIENCE, () -> aws.request(STACKS));
    assertThat(signal.method()).isEqualTo("POST");
    assertThat(signal.body())
        .isEqualTo(
            "Action=SignalResource&LogicalResourceId=Nodes&StackName=web&Status=SUCCESS"
                + "&UniqueId=i-0123456789abcdef0&Version=2010-05-15");
    assertThat(signal.authorization())
        .matches(
            "AWS4-HMAC-SHA256 Credential=ASIALAB/\\d{8}/eu-central-1/cloudformation/aws4_request,"
                + ".*Signature=[0-9a-f]{64}");
  }

  private static void theNodeReports(Machine machine, RecordingServer aws) {
    RecordingServer.Request report =
        machine.await("a report", PATIENCE, () -> aws.request(REPORTS + "/metrics"));
    assertThat(report.address())
        .contains("event=boot_success")
        .contains("variant=plain")
        .contains("region=eu-central-1");
  }

  /// A disc in a CD drive, a disk, and the firmware's configuration.
  private static Provisions localSources() throws IOException {
    Path drive =
        SeedDisk.configDrive(
                source("config-drive"),
                "{\"uuid\": \"1\", \"hostname\": \"config-drive.example.com\"}")
            .writeFat(work.resolve("config-drive.raw"));
    Path disc =
        SeedDisk.noCloud(
                source("no-cloud"), "instance-id: i-1\nlocal-hostname: no-cloud.example.com\n")
            .with("pods/manifest.yaml", manifest("manifest"))
            .writeIso(tools, work.resolve("seed.iso"), work.resolve("seed"));
    Path firmware = Files.writeString(work.resolve("firmware.toml"), source("firmware"));
    return Provisions.none()
        .withReadOnlyDisk(drive)
        .withCd(disc)
        .withFirmwareFile("opt/dev.carafe/user-data", firmware);
  }

  /// Puts a file into the node's folder on the data partition of a disk.
  private static void putFile(Path qcow2, String name, String text) throws IOException {
    Path raw = work.resolve("kept.raw");
    tools.command("qemu-img", "convert", "-O", "raw", qcow2.toString(), raw.toString()).run();
    Path file = Files.writeString(work.resolve(name), text);
    Path requests =
        Files.writeString(
            work.resolve("requests"), "cd /lib/carafe\nwrite %s %s\n".formatted(file, name));
    long offset;
    try (FileChannel channel = FileChannel.open(raw)) {
      offset =
          PartitionTableReading.of(ByteSource.of(channel)).table().partitions().getLast().offset();
    }
    tools.command("debugfs", "-w", "-f", requests.toString(), raw + "?offset=" + offset).run();
    tools.command("qemu-img", "convert", "-O", "qcow2", raw.toString(), qcow2.toString()).run();
    Files.delete(raw);
  }

  @Test
  void aSlowComputeEngineAndUserDataWithFiveMistakes() throws IOException, InterruptedException {
    Gce instance = Gce.machine().withUserData(WITH_MISTAKES).withContainerDeclaration(DECLARATION);
    try (MetadataServer server = MetadataServer.start(instance)) {
      server.misbehave(Fault.SLOW);
      MachineSpec spec =
          MachineSpec.of(image, "", Map.of(api, 5081))
              .with(metadata(Provisions.none().with(Identity.gce()), server));
      try (Machine machine = start("gce", spec)) {
        String health = awaitHealth(machine, "\"state\":\"running\"");
        assertThat(health)
            .contains("\"status\":\"degraded\"")
            .contains("\"name\":\"right\"")
            .contains("\"name\":\"declared\"")
            .doesNotContain("\"name\":\"wrong\"");
        for (String mistake : MISTAKES) {
          String message = "Compute Engine user-data:" + mistake;
          assertThat(health).contains("\"" + message.replace("\"", "\\\"") + "\"");
          awaitConsole(machine, message);
        }
        awaitConsole(machine, "What is right holds");
        awaitConsole(machine, "web-1.europe-west1-b.c.project.internal");
        awaitAllRunning(machine, 2);
      }
    }
  }

  @Test
  @Thorough
  void aNodeComesUpWithoutItsCloudInGoodTime() throws IOException, InterruptedException {
    Path disk =
        SeedDisk.noCloud(source("no-cloud"), "local-hostname: no-cloud.example.com\n")
            .with("pods/broken.yaml", BROKEN)
            .with("pods/sound.json", manifest("sound"))
            .writeFat(work.resolve("seed.raw"));
    try (MetadataServer server = MetadataServer.start(Ec2.instance().withUserData(source("ec2")))) {
      server.misbehave(Fault.TOKENS_LOST);
      Provisions provisions =
          metadata(Provisions.none().with(Identity.ec2()).withReadOnlyDisk(disk), server);
      MachineSpec spec = MachineSpec.of(image, "", Map.of(api, 5081)).with(provisions);
      try (Machine machine = start("lost", spec)) {
        machine.await(
            "a question to the metadata service",
            PATIENCE,
            () -> server.questions().stream().findFirst());
        Duration asked = machine.age();
        assertThat(machine.awaitPage(api, "/v1/health", PATIENCE)).contains("\"starting\"");
        assertThat(awaitHealth(machine, "\"problems\":[\""))
            .contains("\"status\":\"degraded\"")
            .containsPattern(
                "\"EC2 metadata:1:1: could not ask http://169.254.169.254/latest/api/token: [^\"]+"
                    + " \\([0-9]+ tries in 60 s\\); see whether the network is up;[^\"]+hop limit");
        assertThat(machine.age().minus(asked)).isLessThan(Duration.ofMinutes(2));
        awaitConsole(machine, "EC2 metadata:1:1: could not ask");
        awaitConsole(machine, "Provisioned by no-cloud");
        awaitConsole(machine, "no-cloud.example.com");
        awaitConsole(machine, "NoCloud pods/broken.yaml:7:53: unknown setting");
        awaitAllRunning(machine, 2);
        assertThat(awaitHealth(machine, "\"name\":\"sound\""))
            .doesNotContain("\"name\":\"broken\"");
      }
    }
  }

  private static Machine start(String name, MachineSpec spec)
      throws IOException, InterruptedException {
    return Machine.start(tools, spec, Acceleration.EMULATION, work.resolve(name));
  }

  private static Provisions metadata(Provisions provisions, MetadataServer server) {
    return provisions.withMetadata(server.port());
  }

  private String awaitHealth(Machine machine, String part) {
    return machine.await(
        "'" + part + "' in the health document",
        PATIENCE,
        () -> Pages.get(api, "/v1/health").filter(document -> document.contains(part)));
  }

  private void awaitAllRunning(Machine machine, int pods) {
    machine.await(
        pods + " running containers",
        PATIENCE,
        () ->
            Pages.get(api, "/v1/health")
                .filter(
                    document -> document.split("\"state\":\"running\"", -1).length == pods + 1));
  }

  private static void awaitConsole(Machine machine, String text) {
    machine.awaitConsole(Pattern.compile(Pattern.quote(text)), PATIENCE);
  }

  /// User data that tells where it comes from.
  private static String source(String name) {
    return """
    [settings]
    motd = "Provisioned by NAME"

    [settings.pods.NAME.spec]
    containers = [{ name = "pause", image = "carafe.internal/pause:1" }]
    """
        .replace("NAME", name);
  }

  /// A pod as Kubernetes' users write it.
  private static String manifest(String name) {
    return """
    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "NAME", "labels": {"a": "b"}},
     "spec": {"containers": [{"name": "pause", "image": "carafe.internal/pause:1"}]}}
    """
        .replace("NAME", name);
  }

  /// A message of several parts, as tools for clouds make it.
  private static String parts(String settings) {
    return """
    Content-Type: multipart/mixed; boundary="part"
    MIME-Version: 1.0

    --part
    Content-Type: text/x-carafe-settings; charset="utf-8"
    Content-Disposition: attachment; filename="node.toml"

    SETTINGS
    --part
    Content-Type: text/cloud-config
    Content-Disposition: attachment; filename="cloud.yaml"

    #cloud-config
    packages: [vim]
    --part--
    """
        .replace("SETTINGS", settings);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }
}
