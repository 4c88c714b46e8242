package dev.carafe.node.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.carafe.node.Components;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.SettingsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    List<Pod> pods =
        read(
            """
            [settings.pods.web.spec]
            hostNetwork = false
            restartPolicy = "OnFailure"

            [[settings.pods.web.spec.containers]]
            name = "httpd"
            image = "carafe.internal/web:1"
            imagePullPolicy = "Never"
            command = ["/bin/httpd"]
            args = ["-f"]
            workingDir = "/www"
            env = [{name = "A", value = "b"}, {name = "EMPTY"}]
            ports = [{containerPort = 80, hostPort = 8080}, {containerPort = 53, hostPort = 53, protocol = "UDP"}, {containerPort = 81}]
            """);
    assertThat(problems).isEmpty();
    assertThat(pods)
        .containsExactly(
            new Pod(
                "web",
                false,
                RestartPolicy.ON_FAILURE,
                List.of(
                    new Container(
                        "httpd",
                        "carafe.internal/web:1",
                        PullPolicy.NEVER,
                        List.of("/bin/httpd"),
                        List.of("-f"),
                        "/www",
                        Map.of("A", "b", "EMPTY", ""),
                        List.of(
                            new PublishedPort(8080, 80, Protocol.TCP),
                            new PublishedPort(53, 53, Protocol.UDP))))));
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
            "containers = [{name = 'c', image = 'i', securityContext = {}}]", "securityContext"),
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
                + "containers = [{name = 'c', image = 'i', ports = [{containerPort = 80, hostPort = 81}]}]",
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

  private List<Pod> read(String text) {
    SettingsReader reader =
        new SettingsReader(Components.schema(), List.of(new PodRule(Set.of(5080, 5081))));
    return PodReader.read(reader.readToml("user data", text, problems));
  }
}
