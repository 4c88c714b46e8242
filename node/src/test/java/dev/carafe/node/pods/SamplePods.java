package dev.carafe.node.pods;

import dev.carafe.node.cri.ContainerConfig;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.Resources;
import dev.carafe.node.cri.SandboxConfig;
import dev.carafe.node.cri.Security;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Pods and containers of which little is said.
public final class SamplePods {
  static final Resources UNLIMITED = new Resources(2, 0, 0, 1000);
  static final Security USUAL =
      new Security(
          OptionalLong.empty(),
          OptionalLong.empty(),
          List.of(),
          false,
          true,
          false,
          List.of(),
          List.of());

  private SamplePods() {}

  /// Has a runtime run a pod of one container, whose image it has.
  public static void run(
      ContainerRuntime runtime, String pod, String container, String image, int attempt) {
    SandboxConfig sandbox =
        new SandboxConfig(pod, "spec", false, false, false, "", "/logs/" + pod, List.of());
    ContainerConfig config =
        new ContainerConfig(
            container, attempt, "spec", image, List.of(), List.of(), "", Map.of(), List.of(),
            UNLIMITED, USUAL);
    runtime.startContainer(runtime.createContainer(runtime.runSandbox(sandbox), config, sandbox));
  }

  static Container container(String name, String image, PullPolicy policy) {
    return container(name, image, policy, List.of(), List.of());
  }

  static Container container(
      String name,
      String image,
      PullPolicy policy,
      List<String> command,
      List<PublishedPort> ports) {
    return new Container(
        name,
        image,
        policy,
        command,
        List.of(),
        "",
        Map.of(),
        ports,
        List.of(),
        UNLIMITED,
        USUAL,
        Probes.none());
  }

  static Pod pod(String name, boolean hostNetwork, RestartPolicy policy, Container... containers) {
    return pod(name, hostNetwork, policy, List.of(), List.of(containers));
  }

  static Pod pod(
      String name,
      boolean hostNetwork,
      RestartPolicy policy,
      List<Container> init,
      List<Container> containers) {
    return new Pod(
        name,
        hostNetwork,
        false,
        policy,
        Duration.ofSeconds(30),
        init,
        containers,
        List.of(),
        List.of(),
        List.of());
  }

  /// The same with a folder of a disk's.
  static Pod on(String disk, Pod pod) {
    return new Pod(
        pod.name(),
        pod.hostNetwork(),
        pod.hostProcesses(),
        pod.restartPolicy(),
        pod.grace(),
        pod.initContainers(),
        pod.containers(),
        List.of(
            new Volume.HostPath(
                "data", Path.of("/mnt", disk, "files"), HostPathType.DIRECTORY_OR_CREATE)),
        List.of(),
        List.of(disk));
  }

  static Pod with(Pod pod, Volume... volumes) {
    return new Pod(
        pod.name(),
        pod.hostNetwork(),
        pod.hostProcesses(),
        pod.restartPolicy(),
        pod.grace(),
        pod.initContainers(),
        pod.containers(),
        List.of(volumes),
        List.of(),
        List.of());
  }
}
