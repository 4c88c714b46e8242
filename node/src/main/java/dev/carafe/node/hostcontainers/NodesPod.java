package dev.carafe.node.hostcontainers;

import dev.carafe.node.cri.Propagation;
import dev.carafe.node.cri.Resources;
import dev.carafe.node.cri.Security;
import dev.carafe.node.pods.Container;
import dev.carafe.node.pods.HostPathType;
import dev.carafe.node.pods.Pod;
import dev.carafe.node.pods.Probes;
import dev.carafe.node.pods.PullPolicy;
import dev.carafe.node.pods.RestartPolicy;
import dev.carafe.node.pods.Volume;
import dev.carafe.node.pods.VolumeMount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A container of the node itself as a pod in the host's network, with the files that Bottlerocket
/// gives one, where it does.
///
/// ```
///   all       /.bottlerocket/KIND/NAME, /.bottlerocket/KIND/current   what it keeps
///             /run/api.sock  /etc/bottlerocket-release
///   powerful  /.bottlerocket/rootfs  /.bottlerocket/rootfs/mnt (its mounts are the host's too)
///             /lib/modules  /sys/kernel/debug  /sys/firmware
/// ```
///
/// Source: [host-ctr](
/// https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/sources/host-ctr).
public final class NodesPod {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final String OWN = "/.bottlerocket/";
  private static final String ROOT = OWN + "rootfs";

  /// As much of the processors as one of them, when all are wanted, and no earlier an end than the
  /// host's own processes have when memory runs out.
  private static final Resources RESOURCES = new Resources(1024, 0, 0, 0);

  private final List<Volume> volumes = new ArrayList<>();
  private final List<VolumeMount> mounts = new ArrayList<>();

  private NodesPod() {}

  /// The pod of a host container.
  public static Pod of(HostContainer container, PersistentFolders folders) {
    return new NodesPod()
        .make(
            Kind.HOST,
            container.name(),
            container.source(),
            container.command(),
            version(container.userData()),
            container.superpowered(),
            RestartPolicy.ALWAYS,
            folders);
  }

  /// The pod of a bootstrap container.
  public static Pod ofBootstrap(
      String name, String source, List<String> command, PersistentFolders folders) {
    return new NodesPod()
        .make(Kind.BOOTSTRAP, name, source, command, "", true, RestartPolicy.NEVER, folders);
  }

  /// Tells one user data from another, so that another one makes another container.
  private static String version(Optional<String> userData) {
    return userData.map(text -> "-" + Integer.toHexString(text.hashCode())).orElse("");
  }

  private Pod make(
      Kind kind,
      String name,
      String source,
      List<String> command,
      String version,
      boolean powerful,
      RestartPolicy restart,
      PersistentFolders folders) {
    String kept = folders.of(kind, name).toString();
    String volume = "kept" + version;
    mount(volume, kept, HostPathType.DIRECTORY, OWN + kind.group() + "/" + name, false);
    if (!name.equals("current")) {
      mounts.add(new VolumeMount(volume, OWN + kind.group() + "/current", false));
    }
    mount("api", "/run/api.sock", HostPathType.SOCKET, "/run/api.sock", false);
    mount("release", "/usr/lib/os-release", HostPathType.FILE, "/etc/bottlerocket-release", true);
    if (powerful) {
      addHost();
    }
    return new Pod(
        kind.pod(name),
        true,
        powerful,
        restart,
        GRACE,
        List.of(),
        List.of(container(name, source, command, powerful)),
        volumes,
        List.of(),
        List.of());
  }

  /// What is mounted and unmounted on the host later is so in the container too: otherwise it would
  /// keep a disk busy that the host has let go of.
  private void addHost() {
    volumes.add(new Volume.HostPath("root", Path.of("/"), HostPathType.DIRECTORY));
    mounts.add(new VolumeMount("root", ROOT, true, Propagation.FROM_HOST));
    volumes.add(new Volume.HostPath("mnt", Path.of("/mnt"), HostPathType.DIRECTORY_OR_CREATE));
    mounts.add(new VolumeMount("mnt", ROOT + "/mnt", false, Propagation.SHARED));
    mount("modules", "/usr/lib/modules", HostPathType.DIRECTORY, "/lib/modules", true);
    mount("debug", "/sys/kernel/debug", HostPathType.DIRECTORY, "/sys/kernel/debug", false);
    mount("firmware", "/sys/firmware", HostPathType.DIRECTORY, "/sys/firmware", false);
  }

  private void mount(String volume, String from, HostPathType type, String path, boolean readOnly) {
    volumes.add(new Volume.HostPath(volume, Path.of(from), type));
    mounts.add(new VolumeMount(volume, path, readOnly));
  }

  private Container container(String name, String source, List<String> command, boolean powerful) {
    return new Container(
        name,
        source,
        PullPolicy.IF_NOT_PRESENT,
        command,
        List.of(),
        "",
        Map.of(),
        List.of(),
        mounts,
        RESOURCES,
        new Security(
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            powerful,
            true,
            false,
            List.of(),
            List.of()),
        Probes.none());
  }
}
