package dev.carafe.node.cri;

import dev.carafe.node.protobuf.ProtoWriter;
import java.util.Map;
import java.util.OptionalLong;

/// The requests of the container runtime interface that take more than an id. Each method is one
/// message; the numbers are its fields.
///
/// Source:
/// [api.proto](https://github.com/kubernetes/cri-api/blob/master/pkg/apis/runtime/v1/api.proto).
final class CriMessages {
  /// What marks sandboxes and containers as the agent's own.
  static final Map<String, String> LABELS = Map.of("dev.carafe.owner", "agent");

  /// The annotation that keeps what a sandbox or a container was made from.
  static final String SPEC = "dev.carafe.spec";

  private static final String NAMESPACE = "carafe";
  private static final int NAMESPACE_CONTAINER = 1;
  private static final int NAMESPACE_NODE = 2;
  private static final int UNCONFINED = 1;

  private CriMessages() {}

  /// `ListPodSandboxRequest` with a `PodSandboxFilter`.
  static ProtoWriter listSandboxes() {
    return new ProtoWriter().message(1, new ProtoWriter().map(3, LABELS));
  }

  /// `ListPodSandboxRequest` with a `PodSandboxFilter` for one.
  static ProtoWriter listSandboxes(String id) {
    return new ProtoWriter().message(1, new ProtoWriter().string(1, id).map(3, LABELS));
  }

  /// `ListContainersRequest` with a `ContainerFilter`.
  static ProtoWriter listContainers(String sandbox) {
    return new ProtoWriter().message(1, new ProtoWriter().string(3, sandbox).map(4, LABELS));
  }

  /// `ListContainerStatsRequest` with a `ContainerStatsFilter`.
  static ProtoWriter listStats(String sandbox) {
    return new ProtoWriter().message(1, new ProtoWriter().string(2, sandbox));
  }

  /// `PodSandboxConfig`.
  static ProtoWriter sandbox(SandboxConfig config) {
    ProtoWriter metadata = // PodSandboxMetadata
        new ProtoWriter().string(1, config.pod()).string(2, config.pod()).string(3, NAMESPACE);
    ProtoWriter message =
        new ProtoWriter()
            .message(1, metadata)
            .string(2, config.hostNetwork() ? "" : config.pod())
            .string(3, config.logDirectory())
            .message(4, new ProtoWriter().strings(1, config.nameServers())) // DNSConfig
            .map(6, LABELS)
            .map(7, Map.of(SPEC, config.spec()));
    ProtoWriter security = // LinuxSandboxSecurityContext
        new ProtoWriter()
            .message(1, namespaces(config))
            .number(6, config.privileged() ? 1 : 0)
            .message(9, seccomp(config.privileged()));
    return message.message(8, new ProtoWriter().message(2, security)); // LinuxPodSandboxConfig
  }

  /// `CreateContainerRequest`.
  static ProtoWriter createContainer(String sandbox, ContainerConfig config, SandboxConfig pod) {
    return new ProtoWriter()
        .string(1, sandbox)
        .message(2, container(config, pod))
        .message(3, sandbox(pod));
  }

  /// `ImageSpec`.
  static ProtoWriter image(String reference) {
    return new ProtoWriter().string(1, reference);
  }

  /// `PullImageRequest`.
  static ProtoWriter pullImage(String reference) {
    return new ProtoWriter().message(1, image(reference));
  }

  /// `PullImageRequest` with an `AuthConfig`. The server's address is a URL, of which containerd
  /// compares the host with the one that it is connected to.
  static ProtoWriter pullImage(String reference, RegistryLogin login) {
    return pullImage(reference)
        .message(
            2,
            new ProtoWriter()
                .string(1, login.username())
                .string(2, login.password())
                .string(3, login.auth())
                .string(4, "https://" + login.host())
                .string(5, login.identityToken()));
  }

  /// `ContainerConfig`.
  private static ProtoWriter container(ContainerConfig config, SandboxConfig pod) {
    ProtoWriter message =
        new ProtoWriter()
            .message(
                1,
                new ProtoWriter()
                    .string(1, config.name())
                    .number(2, config.attempt())) // ContainerMetadata
            .message(2, image(config.image()))
            .strings(3, config.command())
            .strings(4, config.args())
            .string(5, config.workingDir())
            .map(6, config.env()) // KeyValue, which is encoded as an entry of a map is
            .map(9, LABELS)
            .map(10, Map.of(SPEC, config.spec()))
            .string(11, config.name() + "/" + config.attempt() + ".log");
    config.mounts().forEach(mount -> message.message(7, mount(mount)));
    return message.message(
        15, // LinuxContainerConfig
        new ProtoWriter()
            .message(1, resources(config.resources()))
            .message(2, security(config.security(), pod)));
  }

  /// `Mount`.
  private static ProtoWriter mount(Mount mount) {
    return new ProtoWriter()
        .string(1, mount.containerPath())
        .string(2, mount.hostPath())
        .number(3, mount.readOnly() ? 1 : 0)
        .number(5, mount.propagation().number());
  }

  /// `LinuxContainerResources`.
  private static ProtoWriter resources(Resources resources) {
    return new ProtoWriter()
        .number(1, resources.cpuQuota() == 0 ? 0 : Resources.CPU_PERIOD)
        .number(2, resources.cpuQuota())
        .number(3, resources.cpuShares())
        .number(4, resources.memoryLimit())
        .number(5, resources.oomScoreAdjust())
        .map(9, Map.of("pids.max", Integer.toString(Resources.MOST_PROCESSES)));
  }

  /// `LinuxContainerSecurityContext`.
  private static ProtoWriter security(Security security, SandboxConfig pod) {
    ProtoWriter message =
        new ProtoWriter()
            .message(
                1, // Capability
                new ProtoWriter().strings(1, security.add()).strings(2, security.drop()))
            .number(2, security.privileged() ? 1 : 0)
            .message(3, namespaces(pod))
            .number(7, security.readOnlyRoot() ? 1 : 0)
            .number(11, security.escalation() ? 0 : 1)
            .message(15, seccomp(security.privileged()));
    number(message, 5, security.user());
    number(message, 12, security.group());
    security.groups().forEach(group -> message.number(8, group));
    return message;
  }

  /// An `Int64Value`, which is there or not.
  private static void number(ProtoWriter message, int field, OptionalLong value) {
    value.ifPresent(number -> message.message(field, new ProtoWriter().number(1, number)));
  }

  /// `NamespaceOption`: processes are a container's own, as a kubelet does it.
  private static ProtoWriter namespaces(SandboxConfig config) {
    return new ProtoWriter()
        .number(1, config.hostNetwork() ? NAMESPACE_NODE : 0)
        .number(2, config.hostProcesses() ? NAMESPACE_NODE : NAMESPACE_CONTAINER);
  }

  /// `SecurityProfile`: `RuntimeDefault`, which is 0, or none at all.
  private static ProtoWriter seccomp(boolean privileged) {
    return new ProtoWriter().number(1, privileged ? UNCONFINED : 0);
  }
}
