package dev.carafe.node.pods;

import dev.carafe.node.cri.Resources;
import dev.carafe.node.cri.Security;
import dev.carafe.settings.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads one container of a pod.
///
/// Source:
/// [Container](https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container).
///
/// @param pod the pod's `securityContext`, which holds where the container says nothing else
/// @param texts where `valueFrom` finds its values
record ContainerReader(Json.Struct pod, SettingTexts texts) {
  private static final int MILLI = 1000;

  /// What Kubernetes gives a container that asks for no processor.
  private static final long LEAST_SHARES = 2;

  private static final int SHARES_OF_A_PROCESSOR = 1024;
  private static final int FIRST_TO_END = 1000;
  private static final int LAST_TO_END = -997;
  private static final int IN_BETWEEN = 500;

  Container read(Json.Struct container) {
    String image = container.text("image").orElse("");
    return new Container(
        container.text("name").orElse(""),
        image,
        Fields.choice(
            container, "imagePullPolicy", PullPolicy.values(), PullPolicy.defaultFor(image)),
        Fields.texts(container, "command"),
        Fields.texts(container, "args"),
        container.text("workingDir").orElse(""),
        env(container.objects("env")),
        ports(container),
        container.objects("volumeMounts").stream().map(ContainerReader::mount).toList(),
        resources(Fields.struct(container, "resources")),
        security(Fields.struct(container, "securityContext")),
        new Probes(
            probe(container, "startupProbe"),
            probe(container, "livenessProbe"),
            probe(container, "readinessProbe")));
  }

  private Map<String, String> env(List<Json.Struct> variables) {
    Map<String, String> env = new LinkedHashMap<>();
    for (Json.Struct variable : variables) {
      value(variable).ifPresent(value -> env.put(variable.text("name").orElse(""), value));
    }
    return env;
  }

  private Optional<String> value(Json.Struct variable) {
    Json.Struct from = Fields.struct(variable, "valueFrom");
    Json.Struct config = Fields.struct(from, "configMapKeyRef");
    Json.Struct secret = Fields.struct(from, "secretKeyRef");
    if (!config.members().isEmpty()) {
      return texts.config(config.text("name").orElse(""), config.text("key").orElse(""));
    }
    if (!secret.members().isEmpty()) {
      return texts.secret(secret.text("name").orElse(""), secret.text("key").orElse(""));
    }
    return Optional.of(variable.text("value").orElse(""));
  }

  /// Those with a port of the host; others only inform.
  private static List<PublishedPort> ports(Json.Struct container) {
    List<PublishedPort> ports = new ArrayList<>();
    for (Json.Struct port : container.objects("ports")) {
      int hostPort = Fields.number(port, "hostPort");
      if (hostPort > 0) {
        ports.add(
            new PublishedPort(
                hostPort, Fields.number(port, "containerPort"), Fields.protocol(port)));
      }
    }
    return ports;
  }

  private static VolumeMount mount(Json.Struct mount) {
    return new VolumeMount(
        mount.text("name").orElse(""),
        mount.text("mountPath").orElse(""),
        Fields.isTrue(mount, "readOnly"));
  }

  /// What has a limit only asks for as much.
  private static Resources resources(Json.Struct resources) {
    Json.Struct limits = Fields.struct(resources, "limits");
    Json.Struct requests = Fields.struct(resources, "requests");
    long cpuLimit = quantity(MILLI, limits, "cpu").orElse(0);
    long cpu = quantity(MILLI, requests, "cpu").orElse(cpuLimit);
    long memoryLimit = quantity(1, limits, "memory").orElse(0);
    long memory = quantity(1, requests, "memory").orElse(memoryLimit);
    return new Resources(
        Math.max(LEAST_SHARES, cpu * SHARES_OF_A_PROCESSOR / MILLI),
        cpuLimit * Resources.CPU_PERIOD / MILLI,
        memoryLimit,
        oomScoreAdjust(memory, memoryLimit));
  }

  /// Who asks for no memory ends first, who asks for all that it can have last.
  private static int oomScoreAdjust(long memory, long limit) {
    if (memory == 0) {
      return FIRST_TO_END;
    }
    return memory == limit ? LAST_TO_END : IN_BETWEEN;
  }

  private static OptionalLong quantity(int parts, Json.Struct table, String name) {
    Optional<String> text = table.text(name);
    return text.isPresent()
        ? OptionalLong.of(Quantity.in(parts, text.get()))
        : OptionalLong.empty();
  }

  private Security security(Json.Struct own) {
    Json.Struct capabilities = Fields.struct(own, "capabilities");
    OptionalLong user = ownOrPod(own, "runAsUser");
    return new Security(
        user,
        user.isPresent() ? ownOrPod(own, "runAsGroup") : OptionalLong.empty(),
        Fields.numbers(
            own.member("supplementalGroups").isPresent() ? own : pod, "supplementalGroups"),
        Fields.isTrue(own, "privileged"),
        !own.member("allowPrivilegeEscalation").equals(Optional.of(Json.of(false))),
        Fields.isTrue(own, "readOnlyRootFilesystem"),
        Fields.texts(capabilities, "add"),
        Fields.texts(capabilities, "drop"));
  }

  private OptionalLong ownOrPod(Json.Struct own, String name) {
    OptionalLong value = Fields.optionalNumber(own, name);
    return value.isPresent() ? value : Fields.optionalNumber(pod, name);
  }

  private static Optional<Probe> probe(Json.Struct container, String name) {
    return container.member(name).isEmpty()
        ? Optional.empty()
        : Optional.of(probe(Fields.struct(container, name)));
  }

  private static Probe probe(Json.Struct probe) {
    return new Probe(
        question(probe),
        Duration.ofSeconds(Fields.number(probe, "initialDelaySeconds")),
        seconds(probe, "periodSeconds", 10),
        seconds(probe, "timeoutSeconds", 1),
        (int) Fields.optionalNumber(probe, "failureThreshold").orElse(3),
        (int) Fields.optionalNumber(probe, "successThreshold").orElse(1));
  }

  private static Duration seconds(Json.Struct probe, String name, long otherwise) {
    return Duration.ofSeconds(Fields.optionalNumber(probe, name).orElse(otherwise));
  }

  private static Probe.Question question(Json.Struct probe) {
    Json.Struct get = Fields.struct(probe, "httpGet");
    Json.Struct socket = Fields.struct(probe, "tcpSocket");
    if (!get.members().isEmpty()) {
      return new Probe.HttpGet(get.text("path").orElse("/"), Fields.number(get, "port"));
    }
    return socket.members().isEmpty()
        ? new Probe.Exec(Fields.texts(Fields.struct(probe, "exec"), "command"))
        : new Probe.TcpSocket(Fields.number(socket, "port"));
  }
}
