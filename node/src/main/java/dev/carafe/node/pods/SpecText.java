package dev.carafe.node.pods;

import dev.carafe.node.cri.Propagation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Specifications as texts that are the same exactly when what they describe is. A pod's is kept
/// with its sandbox and a container's with the container, so that a later agent knows whether they
/// are still what is wanted.
///
/// What holds without making anything anew is in neither: probes, the restart policy, published
/// ports.
///
/// Not the record's own text: that is assembled at run time from method handles, which costs the
/// boot 18 ms.
final class SpecText {
  private SpecText() {}

  /// What all containers of a pod share. Another text makes another sandbox.
  static String of(Pod pod) {
    StringBuilder text = new StringBuilder();
    line(text, "pod", pod.name());
    line(text, "hostNetwork", pod.hostNetwork());
    line(text, "hostPID", pod.hostProcesses());
    line(text, "privileged", pod.isPrivileged());
    pod.volumes().forEach(volume -> append(text, volume));
    for (String disk : pod.disks()) {
      line(text, "disk", disk);
    }
    pod.initContainers().forEach(container -> append(text, container));
    return text.toString();
  }

  /// Another text makes another container.
  static String of(Container container) {
    StringBuilder text = new StringBuilder();
    append(text, container);
    return text.toString();
  }

  /// Eight bytes of a text's digest, in hexadecimal.
  static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void append(StringBuilder text, Volume volume) {
    line(text, "volume", volume.name());
    switch (volume) {
      case Volume.EmptyFolder _ -> line(text, "emptyDir", "");
      case Volume.EmptyMemory memory -> line(text, "memory", memory.bytes().orElse(0));
      case Volume.HostPath host -> line(text, "hostPath", host.path() + " " + host.type());
      case Volume.Files files -> {
        line(text, "mode", files.mode());
        files.files().forEach((path, content) -> line(text, "file", path + " " + digest(content)));
      }
    }
  }

  private static void append(StringBuilder text, Container container) {
    line(text, "container", container.name());
    line(text, "image", container.image());
    line(text, "imagePullPolicy", container.pullPolicy());
    container.command().forEach(word -> line(text, "command", word));
    container.args().forEach(word -> line(text, "arg", word));
    line(text, "workingDir", container.workingDir());
    container.env().forEach((name, value) -> line(text, "env", name + " " + digest(value)));
    for (VolumeMount mount : container.mounts()) {
      line(text, "mount", mount.volume() + " " + mount.readOnly() + " " + mount.path());
      if (mount.propagation() != Propagation.PRIVATE) {
        line(text, "propagation", mount.propagation());
      }
    }
    numbers(
        text,
        "resources",
        List.of(
            container.resources().cpuShares(),
            container.resources().cpuQuota(),
            container.resources().memoryLimit(),
            (long) container.resources().oomScoreAdjust()));
    line(text, "user", container.security().user().orElse(-1));
    line(text, "group", container.security().group().orElse(-1));
    numbers(text, "groups", container.security().groups());
    line(text, "privileged", container.security().privileged());
    line(text, "escalation", container.security().escalation());
    line(text, "readOnlyRoot", container.security().readOnlyRoot());
    container.security().add().forEach(capability -> line(text, "add", capability));
    container.security().drop().forEach(capability -> line(text, "drop", capability));
  }

  private static void numbers(StringBuilder text, String name, List<Long> numbers) {
    numbers.forEach(number -> line(text, name, number));
  }

  /// A line break in a value is escaped, so that no value can look like two lines.
  private static void line(StringBuilder text, String name, Object value) {
    String escaped = value.toString().replace("\\", "\\\\").replace("\n", "\\n");
    text.append(name).append(' ').append(escaped).append('\n');
  }
}
