package dev.carafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.cri.FakeContainerd;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.PodStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole agent in a folder of its own, with a container runtime that only remembers.
class AgentIT {
  private static final String WEB =
      """
      [settings.pods.web.spec]
      containers = [{name = "httpd", image = "web:1", ports = [{containerPort = 80, hostPort = 8080}]}]
      """;

  @TempDir private Path root;
  private final List<Agent> agents = new ArrayList<>();
  private final List<List<String>> commands = Collections.synchronizedList(new ArrayList<>());
  private final ByteArrayOutputStream journal = new ByteArrayOutputStream();

  @BeforeEach
  void makeRoot() throws IOException {
    NodeRoot.make(root);
  }

  @AfterEach
  void stopAgents() {
    agents.forEach(Agent::stop);
  }

  @Test
  void startsThePodsOfTheUserData() throws Exception {
    NodeRoot.userData(root, WEB);
    try (FakeContainerd _ = FakeContainerd.start(root.resolve("run/containerd/containerd.sock"))) {
      Agent agent = start();
      NodeStatus status = await(agent, found -> found.verdict() == NodeStatus.Verdict.HEALTHY);
      assertThat(pod(status).address()).contains("10.88.0.2");
      assertThat(commands).contains(List.of(root.resolve("usr/sbin/nft").toString(), "-f", "-"));
      assertThat(commands).anySatisfy(command -> assertThat(command).contains("--ready"));
    }
  }

  @Test
  void aPodAsksTheGatewayForNamesUnlessItIsInTheHostsNetwork() throws Exception {
    NodeRoot.userData(
        root,
        """
        [settings.pods.host.spec]
        hostNetwork = true
        containers = [{name = "c", image = "web:1"}]
        [settings.pods.web.spec]
        containers = [{name = "c", image = "web:1"}]
        """);
    try (FakeContainerd containerd =
        FakeContainerd.start(root.resolve("run/containerd/containerd.sock"))) {
      await(start(), found -> found.verdict() == NodeStatus.Verdict.HEALTHY);
      assertThat(containerd.nameServers()).containsExactlyInAnyOrder("", "10.88.0.1");
    }
  }

  @Test
  void theNextAgentAdoptsThePods() throws Exception {
    NodeRoot.userData(root, WEB);
    try (FakeContainerd containerd =
        FakeContainerd.start(root.resolve("run/containerd/containerd.sock"))) {
      Agent first = start();
      await(first, found -> found.verdict() == NodeStatus.Verdict.HEALTHY);
      first.stop();
      Agent second = start();
      await(second, found -> found.verdict() == NodeStatus.Verdict.HEALTHY);
      assertThat(containerd.sandboxesMade()).isEqualTo(1);
    }
  }

  @Test
  void thePowerButtonEndsThePodsAndThenTheMachine() throws Exception {
    NodeRoot.userData(root, WEB);
    try (FakeContainerd containerd =
        FakeContainerd.start(root.resolve("run/containerd/containerd.sock"))) {
      Agent agent = start();
      await(agent, found -> found.verdict() == NodeStatus.Verdict.HEALTHY);
      agent.end(SystemManager.End.POWEROFF);
      agent.end(SystemManager.End.POWEROFF);
      assertThat(containerd.stopped()).containsExactly("container-2", "sandbox-1");
      assertThat(commands.stream().filter(command -> command.contains("poweroff.target")))
          .hasSize(1);
    }
  }

  @Test
  void withoutARuntimeThePowerButtonStillEndsTheMachine() throws Exception {
    NodeRoot.userData(root, WEB);
    start().end(SystemManager.End.POWEROFF);
    assertThat(commands.getLast()).contains("poweroff.target");
  }

  @Test
  void anEndedContainerRunsAgain() throws Exception {
    NodeRoot.userData(root, WEB);
    try (FakeContainerd containerd =
        FakeContainerd.start(root.resolve("run/containerd/containerd.sock"))) {
      Agent agent = start();
      await(agent, found -> found.verdict() == NodeStatus.Verdict.HEALTHY);
      containerd.endContainers(1);
      NodeStatus status = await(agent, found -> restarts(found) == 1);
      assertThat(pod(status).containers().getFirst().state())
          .isInstanceOf(ContainerStatus.Running.class);
    }
  }

  @Test
  void anImageThatWasRemovedIsPulledAgain() throws Exception {
    NodeRoot.userData(root, WEB);
    try (FakeContainerd containerd =
        FakeContainerd.start(root.resolve("run/containerd/containerd.sock"))) {
      Agent agent = start();
      await(agent, found -> found.verdict() == NodeStatus.Verdict.HEALTHY);
      containerd.removeImages();
      containerd.endContainers(1);
      NodeStatus status =
          await(
              agent,
              found -> restarts(found) == 1 && found.verdict() == NodeStatus.Verdict.HEALTHY);
      assertThat(pod(status).lastError()).isEmpty();
    }
  }

  @Test
  void anAbsentImageIsSaidAndTheNodeIsDegraded() throws Exception {
    NodeRoot.userData(root, WEB.replace("web:1", "absent:1"));
    try (FakeContainerd _ = FakeContainerd.start(root.resolve("run/containerd/containerd.sock"))) {
      NodeStatus status = await(start(), found -> found.verdict() == NodeStatus.Verdict.DEGRADED);
      assertThat(pod(status).lastError()).get().asString().contains("absent:1: not found");
    }
  }

  @Test
  void badUserDataLeavesTheNodeReachableAndDegraded() throws Exception {
    NodeRoot.userData(root, "[settings]\nmotdd = 1\nmotd = \"hello\"\n");
    NodeStatus status = await(start(), found -> found.readyAfter().isPresent());
    assertThat(status.verdict()).isEqualTo(NodeStatus.Verdict.DEGRADED);
    assertThat(root.resolve("run/api.sock")).exists();
    assertThat(root.resolve("etc/motd")).hasContent("hello");
    assertThat(journal.toString(StandardCharsets.UTF_8))
        .contains("<4>user-data:2:1: unknown setting settings.motdd; did you mean 'motd'?");
  }

  @Test
  void filesThatCannotBeWrittenLeaveTheNodeReachableAndDegraded() throws Exception {
    Files.createDirectories(root.resolve("etc/motd.new/in the way"));
    NodeRoot.userData(root, "[settings]\nmotd = \"hello\"\n");
    NodeStatus status = await(start(), found -> found.readyAfter().isPresent());
    assertThat(status.verdict()).isEqualTo(NodeStatus.Verdict.DEGRADED);
    assertThat(status.problems()).singleElement().asString().contains("could not write /etc/motd");
    assertThat(root.resolve("run/api.sock")).exists();
  }

  @Test
  void theConsoleShowsTheNode() throws Exception {
    Path console = root.resolve("dev/ttyS0");
    await(start(), found -> found.readyAfter().isPresent());
    for (int tries = 0; tries < 500 && Files.size(console) == 0; tries++) {
      Thread.sleep(10);
    }
    assertThat(console).content().contains("Carafe 0.1.0");
  }

  private Agent start() throws InterruptedException {
    Agent agent =
        new Agent(
            new Place(root, 0, 0),
            noting(commands),
            Map.of("NOTIFY_SOCKET", "/s"),
            new Journal(new PrintStream(journal, true, StandardCharsets.UTF_8)));
    agents.add(agent);
    agent.start();
    return agent;
  }

  private static PodStatus pod(NodeStatus status) {
    return status.pods().values().iterator().next();
  }

  private static int restarts(NodeStatus status) {
    return pod(status).containers().getFirst().restarts();
  }

  private static NodeStatus await(Agent agent, Predicate<NodeStatus> condition)
      throws InterruptedException {
    NodeStatus status = agent.board().status();
    for (int changes = 0; changes < 100 && !condition.test(status); changes++) {
      status = agent.board().awaitChange(status, Duration.ofSeconds(5));
    }
    assertThat(status).matches(condition);
    return status;
  }

  private static Processes noting(List<List<String>> commands) {
    return (command, _) -> {
      commands.add(command);
      return "";
    };
  }
}
