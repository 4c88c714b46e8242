package dev.carafe.node.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.carafe.node.Components;
import dev.carafe.node.cri.Resources;
import dev.carafe.node.cri.Security;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Pods as the schema and the rule let them through.
class PodSettingsTest {
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void everyFieldIsRead() {
    Pod pod =
        read("""
        [settings.config-maps.site]
        "page.html" = "Welcome"
        level = "debug"
        [settings.secrets.database]
        password = "xyzzy"

        [settings.pods.web.spec]
        hostNetwork = false
        hostPID = true
        restartPolicy = "OnFailure"
        terminationGracePeriodSeconds = 5
        securityContext = {runAsUser = 1000, runAsGroup = 1001, supplementalGroups = [7]}
        volumes = [
          {name = "cache", emptyDir = {}},
          {name = "tmp", emptyDir = {medium = "Memory", sizeLimit = "1Mi"}},
          {name = "data", hostPath = {path = "/var/lib/volumes/data", type = "DirectoryOrCreate"}},
          {name = "site", configMap = {name = "site", items = [{key = "page.html", path = "a/index.html"}]}},
          {name = "keys", secret = {secretName = "database", defaultMode = 256}},
        ]

        [[settings.pods.web.spec.initContainers]]
        name = "first"
        image = "carafe.internal/tool:1"

        [[settings.pods.web.spec.containers]]
        name = "httpd"
        image = "carafe.internal/web:1"
        imagePullPolicy = "Never"
        command = ["/bin/httpd"]
        args = ["-f"]
        workingDir = "/www"
        env = [{name = "A", value = "b"}, {name = "EMPTY"},
          {name = "LEVEL", valueFrom = {configMapKeyRef = {name = "site", key = "level"}}},
          {name = "PASSWORD", valueFrom = {secretKeyRef = {name = "database", key = "password"}}}]
        ports = [{containerPort = 80, hostPort = 8080}, {containerPort = 53, hostPort = 53, protocol = "UDP"}, {containerPort = 81}]
        volumeMounts = [{name = "data", mountPath = "/data"}, {name = "site", mountPath = "/www", readOnly = true}]
        resources = {limits = {cpu = "500m", memory = "64Mi"}, requests = {cpu = "0.25"}}
        securityContext = {runAsUser = 0, privileged = true, allowPrivilegeEscalation = false, readOnlyRootFilesystem = true, capabilities = {add = ["NET_ADMIN"], drop = ["ALL"]}}
        startupProbe = {tcpSocket = {port = 80}, failureThreshold = 30}
        livenessProbe = {httpGet = {path = "/live", port = 80}, periodSeconds = 5, timeoutSeconds = 2, initialDelaySeconds = 3}
        readinessProbe = {exec = {command = ["/bin/ready"]}, successThreshold = 2}
        """)
            .getFirst();
    assertThat(problems).isEmpty();
    assertThat(pod.restartPolicy()).isEqualTo(RestartPolicy.ON_FAILURE);
    assertThat(pod.hostProcesses()).isTrue();
    assertThat(pod.grace()).isEqualTo(Duration.ofSeconds(5));
    assertThat(pod.missing()).isEmpty();
    assertThat(pod.initContainers()).extracting(Container::name).containsExactly("first");
    assertThat(pod.initContainers().getFirst().security().user()).hasValue(1000);
    assertThat(pod.volumes())
        .containsExactly(
            new Volume.EmptyFolder("cache"),
            new Volume.EmptyMemory("tmp", OptionalLong.of(1 << 20)),
            new Volume.HostPath(
                "data", Path.of("/var/lib/volumes/data"), HostPathType.DIRECTORY_OR_CREATE),
            new Volume.Files("site", 0644, Map.of("a/index.html", "Welcome")),
            new Volume.Files("keys", 0400, Map.of("password", "xyzzy")));
    assertThat(pod.containers())
        .containsExactly(
            new Container(
                "httpd",
                "carafe.internal/web:1",
                PullPolicy.NEVER,
                List.of("/bin/httpd"),
                List.of("-f"),
                "/www",
                Map.of("A", "b", "EMPTY", "", "LEVEL", "debug", "PASSWORD", "xyzzy"),
                List.of(
                    new PublishedPort(8080, 80, Protocol.TCP),
                    new PublishedPort(53, 53, Protocol.UDP)),
                List.of(
                    new VolumeMount("data", "/data", false), new VolumeMount("site", "/www", true)),
                new Resources(256, 50_000, 64 << 20, -997),
                new Security(
                    OptionalLong.of(0),
                    OptionalLong.of(1001),
                    List.of(7L),
                    true,
                    false,
                    true,
                    List.of("NET_ADMIN"),
                    List.of("ALL")),
                new Probes(
                    Optional.of(probe(new Probe.TcpSocket(80), 0, 10, 1, 30, 1)),
                    Optional.of(probe(new Probe.HttpGet("/live", 80), 3, 5, 2, 3, 1)),
                    Optional.of(probe(new Probe.Exec(List.of("/bin/ready")), 0, 10, 1, 3, 2)))));
  }

  private static Probe probe(
      Probe.Question question, int delay, int period, int timeout, int failures, int successes) {
    return new Probe(
        question,
        Duration.ofSeconds(delay),
        Duration.ofSeconds(period),
        Duration.ofSeconds(timeout),
        failures,
        successes);
  }

  @Test
  void whatAPodRefersToAndIsNotThereIsWaitedFor() {
    List<Pod> pods =
        read(
            """
            [settings.pods.a.spec]
            containers = [{name = 'c', image = 'i', env = [{name = 'P', valueFrom = {secretKeyRef = {name = 'db', key = 'password'}}}]}]
            volumes = [{name = 'v', configMap = {name = 'site'}}]
            """);
    assertThat(problems).isEmpty();
    assertThat(pods.getFirst().missing())
        .containsExactly("settings.secrets.db.password", "settings.config-maps.site");
  }

  /// The rest of `[settings.pods.a.spec]`, and what must be said.
  static List<Arguments> mistakes() {
    return List.of(
        arguments("restartPolicy = 'Never'", "pod 'a' has no container"),
        arguments(
            "containers = [{name = 'c', image = 'i'}, {name = 'c', image = 'i'}]",
            "is there a second time"),
        arguments("containers = [{name = 'c'}]", "has no 'image'"),
        arguments("containers = [{name = 'C', image = 'i'}]", "is not a DNS label"),
        arguments(
            "containers = [{name = 'c', image = 'i', lifecycle = {}}]",
            "unknown setting settings.pods.a.spec.containers[0].lifecycle"),
        arguments(
            "containers = [{name = 'c', image = 'i', volumeMounts = [{name = 'v', mountPath ="
                + " '/v'}]}]",
            "the pod has no volume 'v'"),
        arguments(
            "containers = [{name = 'c', image = 'i', livenessProbe = {periodSeconds = 1}}]",
            "it has none of httpGet, tcpSocket, exec"),
        arguments(
            "containers = [{name = 'c', image = 'i', livenessProbe = {tcpSocket = {}}}]",
            "'port' is missing"),
        arguments(
            "containers = [{name = 'c', image = 'i'}]\n"
                + "initContainers = [{name = 'c', image = 'i'}]",
            "two containers are called 'c'"),
        arguments(
            "containers = [{name = 'c', image = 'i'}]\n"
                + "initContainers = [{name = 'd', image = 'i', livenessProbe = {exec = {command ="
                + " ['a']}}}]",
            "a container that runs first has no probes"),
        arguments(
            "containers = [{name = 'c', image = 'i'}]\n"
                + "volumes = [{name = 'v', hostPath = {path = '/etc/shadow'}}]",
            "pods cannot see '/etc/shadow'"),
        arguments(
            "containers = [{name = 'c', image = 'i'}]\n"
                + "volumes = [{name = 'v', hostPath = {path = '/mnt/../etc'}}]",
            "pods cannot see '/mnt/../etc'"),
        arguments(
            "volumes = [{name = 'v', hostPath = {path = '/proc'}}]\n"
                + "containers = [{name = 'c', image = 'i', volumeMounts = [{name = 'v', mountPath ="
                + " '/v'}]}]",
            "/proc can be mounted read-only"),
        arguments(
            "containers = [{name = 'c', image = 'i'}]\n"
                + "volumes = [{name = 'v', emptyDir = {}, secret = {secretName = 's'}}]",
            "it has emptyDir and secret"),
        arguments(
            "containers = [{name = 'c', image = 'i'}]\n"
                + "volumes = [{name = 'v', emptyDir = {sizeLimit = '1Mi'}}]",
            "has no limit of its own"),
        arguments(
            "containers = [{name = 'c', image = 'i', resources = {limits = {memory = '5%'}}}]",
            "a percentage of what?"),
        arguments(
            "containers = [{name = 'c', image = 'i', env = [{name = 'A', value = 'b', valueFrom ="
                + " {secretKeyRef = {name = 's', key = 'k'}}}]}]",
            "both 'value' and 'valueFrom' are set"),
        arguments(
            "containers = [{name = 'c', image = 'i', ports = [{hostPort = 1}]}]",
            "has no 'containerPort'"),
        arguments(
            "containers = [{name = 'c', image = 'i', ports = [{containerPort = 70000}]}]",
            "is not a port"),
        arguments(
            "containers = [{name = 'c', image = 'i', env = [{name = 'a=b'}]}]", "is not allowed"),
        arguments(
            "hostNetwork = 'yes'\ncontainers = [{name = 'c', image = 'i'}]", "write true or false"),
        arguments(
            "hostNetwork = true\n"
                + "containers = [{name = 'c', image = 'i', ports = [{containerPort = 80, hostPort ="
                + " 81}]}]",
            "write hostPort = 80"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeInAPodIsNamedAndThePodLeftOut(String spec, String message) {
    assertThat(read("[settings.pods.a.spec]\n" + spec)).isEmpty();
    assertThat(problems).singleElement().asString().contains(message);
  }

  /// The table of `ports` of a second pod, and what must be said; the first has TCP port 8080.
  static List<Arguments> portsWithAnOwner() {
    return List.of(
        arguments(
            "{containerPort = 80, hostPort = 8080}",
            "user data:4:71: TCP port 8080 belongs to pod 'a'"),
        arguments("{containerPort = 80, hostPort = 5081}", "TCP port 5081 belongs to the agent"),
        arguments("{containerPort = 80, hostPort = 5080}", "TCP port 5080 belongs to the agent"));
  }

  @ParameterizedTest
  @MethodSource("portsWithAnOwner")
  void aPortOfTheHostHasOneOwner(String port, String message) {
    assertThat(read(twoPods(port)).stream().map(Pod::name)).containsExactly("a");
    assertThat(problems).singleElement().asString().contains(message);
  }

  @Test
  void theSamePortOfAnotherProtocolIsAnotherPort() {
    assertThat(read(twoPods("{containerPort = 80, hostPort = 8080, protocol = 'UDP'}"))).hasSize(2);
    assertThat(problems).isEmpty();
  }

  @Test
  void aMovingTagIsPulledEachTime() {
    assertThat(PullPolicy.defaultFor("a/b")).isEqualTo(PullPolicy.ALWAYS);
    assertThat(PullPolicy.defaultFor("h:5000/b:latest")).isEqualTo(PullPolicy.ALWAYS);
    assertThat(PullPolicy.defaultFor("h:5000/b:1")).isEqualTo(PullPolicy.IF_NOT_PRESENT);
    assertThat(PullPolicy.defaultFor("b@sha256:00")).isEqualTo(PullPolicy.IF_NOT_PRESENT);
  }

  private static String twoPods(String port) {
    return """
    [settings.pods.a.spec]
    containers = [{name = 'c', image = 'i', ports = [{containerPort = 80, hostPort = 8080}]}]
    [settings.pods.b.spec]
    containers = [{name = 'c', image = 'i', ports = [%s]}]
    """
        .formatted(port);
  }

  @Test
  void aPodIsOnTheDisksThatItsHostPathsAreOnOrIn() {
    String disks =
        """
        [settings.storage.disks]
        data = {device = "/dev/vdb"}
        logs = {device = "/dev/vdc"}
        """;
    String pod =
        """
        [settings.pods.%s.spec]
        containers = [{name = "c", image = "i"}]
        volumes = [{name = "v", hostPath = {path = "%s"}}]
        """;
    List<Pod> pods =
        read(
            disks
                + pod.formatted("below", "/mnt/data/db")
                + pod.formatted("itself", "/mnt/logs")
                + pod.formatted("above", "/mnt")
                + pod.formatted("beside", "/mnt/database")
                + pod.formatted("elsewhere", "/var/lib/volumes/data"));
    assertThat(problems).isEmpty();
    assertThat(pods.stream().map(found -> found.name() + found.disks()))
        .containsExactlyInAnyOrder(
            "below[data]", "itself[logs]", "above[data, logs]", "beside[]", "elsewhere[]");
    Pod before = read(pod.formatted("below", "/mnt/data/db")).getFirst();
    Pod after =
        pods.stream().filter(found -> found.name().equals("below")).findFirst().orElseThrow();
    assertThat(SpecText.of(after))
        .as("what was made without the disk is made anew")
        .isNotEqualTo(SpecText.of(before));
  }

  private List<Pod> read(String text) {
    SettingsReader reader =
        new SettingsReader(Components.schema(), List.of(new PodRule(Set.of(5080, 5081))));
    return PodReader.read(reader.readToml("user data", text, problems));
  }
}
