package dev.carafe.node.userdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.carafe.settings.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UserDataReaderTest {

  @Test
  void readsEverySetting() {
    UserData userData =
        read(
            """
            [settings]
            motd = "hello"

            [[settings.container-registry.mirrors]]
            registry = "*"
            endpoint = ["http://10.0.2.2:5000"]

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
    assertThat(userData.problems()).isEmpty();
    assertThat(userData.motd()).contains("hello");
    assertThat(userData.mirrors())
        .containsExactly(new Mirror("*", List.of("http://10.0.2.2:5000")));
    assertThat(userData.pods())
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

  @Test
  void fiveMistakesGiveFiveMessagesAndTheRestIsApplied() {
    UserData userData =
        read(
            """
            [settings]
            motd = 5
            motdd = "x"

            [[settings.container-registry.mirrors]]
            registry = "docker.io"
            endpoint = ["ftp://x"]

            [settings.pods.bad.spec]
            restartPolicy = "Sometimes"
            containers = [{name = "c", image = "i", ports = [{containerPort = 80, hostPort = 70000}]}]

            [settings.pods.good.spec]
            containers = [{name = "c", image = "i"}]
            """);
    assertThat(userData.problems().stream().map(Problem::toString))
        .containsExactlyInAnyOrder(
            "user-data:2:1: 'motd' is a whole number; write a string",
            "user-data:3:1: unknown key 'motdd'; did you mean 'motd'?",
            "user-data:7:1: 'ftp://x' is no URL; write https://HOST or http://HOST",
            "user-data:10:1: 'restartPolicy' is 'Sometimes'; write one of Always, OnFailure, Never",
            "user-data:11:71: 'hostPort' is 70000; write 1 to 65535");
    assertThat(userData.pods().stream().map(Pod::name)).containsExactly("good");
    assertThat(userData.mirrors()).isEmpty();
  }

  /// The rest of `[settings.pods.a.spec]`, and what must be said.
  static List<Arguments> mistakes() {
    return List.of(
        arguments("containers = []", "has no container"),
        arguments(
            "containers = [{name = 'c', image = 'i'}, {name = 'c', image = 'i'}]",
            "a second container"),
        arguments("containers = [{name = 'c'}]", "no 'image'"),
        arguments("containers = [{name = 'C', image = 'i'}]", "no container's name"),
        arguments(
            "containers = [{name = 'c', image = 'i', securityContext = {}}]",
            "key 'securityContext'"),
        arguments(
            "containers = [{name = 'c', image = 'i', ports = [{hostPort = 1}]}]",
            "no 'containerPort'"),
        arguments(
            "containers = [{name = 'c', image = 'i', env = [{name = 'a=b'}]}]",
            "no variable's name"),
        arguments(
            "hostNetwork = 'yes'\ncontainers = [{name = 'c', image = 'i'}]",
            "write true or false"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeInAPodIsNamedAndThePodLeftOut(String spec, String message) {
    UserData userData = read("[settings.pods.a.spec]\n" + spec);
    assertThat(userData.problems()).singleElement().asString().contains(message);
    assertThat(userData.pods()).isEmpty();
  }

  /// The table of `ports` of a second pod, and what must be said; the first has TCP port 8080.
  static List<Arguments> portsWithAnOwner() {
    return List.of(
        arguments("{containerPort = 80, hostPort = 8080}", "TCP port 8080 belongs to pod 'a'"),
        arguments("{containerPort = 80, hostPort = 5081}", "TCP port 5081 belongs to the agent"),
        arguments("{containerPort = 80, hostPort = 5080}", "TCP port 5080 belongs to the agent"));
  }

  @ParameterizedTest
  @MethodSource("portsWithAnOwner")
  void aPortOfTheHostHasOneOwner(String port, String message) {
    UserData userData = read(twoPods(port));
    assertThat(userData.problems()).singleElement().asString().contains(message);
    assertThat(userData.pods().stream().map(Pod::name)).containsExactly("a");
  }

  @Test
  void theSamePortOfAnotherProtocolIsAnotherPort() {
    assertThat(read(twoPods("{containerPort = 80, hostPort = 8080, protocol = 'UDP'}")).problems())
        .isEmpty();
  }

  @Test
  void aPodInTheHostsNetworkPublishesNothingElsewhere() {
    UserData userData =
        read(
            """
            [settings.pods.a.spec]
            hostNetwork = true
            containers = [{name = 'c', image = 'i', ports = [{containerPort = 80, hostPort = 81}]}]
            """);
    assertThat(userData.problems()).singleElement().asString().contains("write hostPort = 80");
  }

  @Test
  void theSystemsOwnImagesHaveNoMirrorAndARegistryOnlyOne() {
    UserData userData =
        read(
            """
            [settings.container-registry]
            mirrors = [
              {registry = "carafe.internal", endpoint = ["http://m"]},
              {registry = "docker.io", endpoint = ["http://m"]},
              {registry = "docker.io", endpoint = ["http://n"]},
            ]
            """);
    assertThat(userData.problems()).hasSize(2);
    assertThat(userData.mirrors()).containsExactly(new Mirror("docker.io", List.of("http://m")));
  }

  @Test
  void aPodsNameIsALabel() {
    UserData userData = read("[settings.pods.A.spec]\ncontainers = [{name = 'c', image = 'i'}]");
    assertThat(userData.problems()).singleElement().asString().contains("'A' is no pod's name");
  }

  @Test
  void brokenTomlIsAProblemToo() {
    assertThat(read("[settings").problems()).isNotEmpty();
  }

  @Test
  void aMovingTagIsPulledEachTime() {
    assertThat(PullPolicy.defaultFor("a/b")).isEqualTo(PullPolicy.ALWAYS);
    assertThat(PullPolicy.defaultFor("h:5000/b:latest")).isEqualTo(PullPolicy.ALWAYS);
    assertThat(PullPolicy.defaultFor("h:5000/b:1")).isEqualTo(PullPolicy.IF_NOT_PRESENT);
    assertThat(PullPolicy.defaultFor("b@sha256:00")).isEqualTo(PullPolicy.IF_NOT_PRESENT);
  }

  @Test
  void filesFollowFromIt() {
    UserData userData =
        read(
            """
            [settings]
            motd = "hello"
            [settings.container-registry]
            mirrors = [{registry = "*", endpoint = ["http://m"]}, {registry = "docker.io", endpoint = ["https://a", "https://b"]}]
            """);
    assertThat(RenderedFiles.of(userData))
        .containsOnly(
            Map.entry("etc/motd", "hello\n"),
            Map.entry(
                "etc/containerd/certs.d/_default/hosts.toml",
                "[host.\"http://m\"]\n  capabilities = [\"pull\", \"resolve\"]\n"),
            Map.entry(
                "etc/containerd/certs.d/docker.io/hosts.toml",
                """
                [host."https://a"]
                  capabilities = ["pull", "resolve"]
                [host."https://b"]
                  capabilities = ["pull", "resolve"]
                """));
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

  private static UserData read(String text) {
    return UserDataReader.read("user-data", text, Set.of(5080, 5081));
  }
}
