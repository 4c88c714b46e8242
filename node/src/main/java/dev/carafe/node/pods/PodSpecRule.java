package dev.carafe.node.pods;

import dev.carafe.settings.check.Rule.Complaints;
import dev.carafe.settings.json.Json;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a schema cannot say of one pod's specification: what excludes what, and what refers to
/// what.
///
/// @param path of the specification, for complaints
record PodSpecRule(String path, Json.Struct spec, Complaints complaints) {
  private static final List<String> WRITABLE = List.of("/var/lib/volumes", "/mnt", "/media");
  private static final List<String> READABLE = List.of("/var/log", "/proc", "/sys", "/usr");
  private static final List<String> QUESTIONS = List.of("httpGet", "tcpSocket", "exec");
  private static final List<String> PROBES =
      List.of("startupProbe", "livenessProbe", "readinessProbe");

  /// Whether there is nothing to complain of.
  boolean isRight() {
    boolean right = true;
    Set<String> names = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      List<Json.Struct> containers = spec.objects(list);
      for (int i = 0; i < containers.size(); i++) {
        String at = path + "." + list + "[" + i + "]";
        right &= isRight(at, containers.get(i), list.equals("initContainers"), names);
      }
    }
    List<Json.Struct> volumes = spec.objects("volumes");
    for (int i = 0; i < volumes.size(); i++) {
      right &= isVolume(path + ".volumes[" + i + "]", volumes.get(i));
    }
    return right;
  }

  private boolean isRight(String at, Json.Struct container, boolean initial, Set<String> names) {
    boolean right = true;
    String name = container.text("name").orElse("");
    if (!names.add(name)) {
      right = complain(at + ".name", "two containers are called '" + name + "'", "rename one");
    }
    for (String probe : PROBES) {
      if (container.member(probe).isPresent()) {
        right &= isProbe(at + "." + probe, Fields.struct(container, probe), initial);
      }
    }
    List<Json.Struct> mounts = container.objects("volumeMounts");
    for (int i = 0; i < mounts.size(); i++) {
      right &= isMount(at + ".volumeMounts[" + i + "]", mounts.get(i));
    }
    List<Json.Struct> env = container.objects("env");
    for (int i = 0; i < env.size(); i++) {
      right &= isVariable(at + ".env[" + i + "]", env.get(i));
    }
    return isResources(at + ".resources", Fields.struct(container, "resources")) && right;
  }

  private boolean isProbe(String at, Json.Struct probe, boolean initial) {
    if (initial) {
      return complain(at, "a container that runs first has no probes", "take it away");
    }
    return hasOne(at, probe, QUESTIONS)
        && isComplete(at, probe, "httpGet", "port")
        && isComplete(at, probe, "tcpSocket", "port")
        && isComplete(at, probe, "exec", "command");
  }

  /// Whether a table that is in another has what it must have.
  private boolean isComplete(String at, Json.Struct table, String inner, String member) {
    return table.member(inner).isEmpty()
        || Fields.struct(table, inner).member(member).isPresent()
        || complain(at + "." + inner, "'" + member + "' is missing", "add it");
  }

  private boolean isMount(String at, Json.Struct mount) {
    String name = mount.text("name").orElse("");
    Optional<Json.Struct> volume =
        spec.objects("volumes").stream()
            .filter(candidate -> candidate.text("name").equals(Optional.of(name)))
            .findFirst();
    if (volume.isEmpty()) {
      return complain(
          at + ".name", "the pod has no volume '" + name + "'", "add it to " + path + ".volumes");
    }
    String host = Fields.struct(volume.get(), "hostPath").text("path").orElse("");
    if (isBelow(host, READABLE) && !Fields.isTrue(mount, "readOnly")) {
      return complain(at, host + " can be mounted read-only", "write readOnly = true");
    }
    return true;
  }

  private boolean isVariable(String at, Json.Struct variable) {
    if (variable.member("valueFrom").isEmpty()) {
      return true;
    }
    if (variable.member("value").isPresent()) {
      return complain(at, "both 'value' and 'valueFrom' are set", "take one away");
    }
    Json.Struct from = Fields.struct(variable, "valueFrom");
    boolean right = hasOne(at + ".valueFrom", from, List.of("configMapKeyRef", "secretKeyRef"));
    for (String kind : from.members().keySet()) {
      for (String member : List.of("name", "key")) {
        right &= isComplete(at + ".valueFrom", from, kind, member);
      }
    }
    return right;
  }

  private boolean isResources(String at, Json.Struct resources) {
    boolean right = true;
    for (String kind : resources.members().keySet()) {
      Json.Struct amounts = Fields.struct(resources, kind);
      for (String name : amounts.members().keySet()) {
        if (Quantity.isPercentage(amounts.text(name).orElse(""))) {
          right = complain(at + "." + kind + "." + name, "a percentage of what?", "write a number");
        }
      }
    }
    return right;
  }

  private boolean isVolume(String at, Json.Struct volume) {
    if (!hasOne(at, volume, VolumeReader.KINDS)) {
      return false;
    }
    Json.Struct empty = Fields.struct(volume, "emptyDir");
    if (empty.member("sizeLimit").isPresent() && empty.member("medium").isEmpty()) {
      return complain(
          at + ".emptyDir.sizeLimit",
          "what is on the data partition has no limit of its own",
          "take it away, or write medium = \"Memory\"");
    }
    return (volume.member("hostPath").isEmpty()
            || isHostPath(at + ".hostPath", Fields.struct(volume, "hostPath")))
        && isComplete(at, volume, "configMap", "name")
        && isComplete(at, volume, "secret", "secretName");
  }

  private boolean isHostPath(String at, Json.Struct hostPath) {
    String text = hostPath.text("path").orElse("");
    if (text.isEmpty()) {
      return complain(at, "'path' is missing", "add it");
    }
    boolean allowed =
        Path.of(text).normalize().toString().equals(text)
            && (isBelow(text, WRITABLE) || isBelow(text, READABLE));
    return allowed
        || complain(
            at + ".path",
            "pods cannot see '" + text + "'",
            "write a path below "
                + String.join(", ", WRITABLE)
                + ", or mount one read-only below "
                + String.join(", ", READABLE));
  }

  private static boolean isBelow(String path, List<String> places) {
    return places.stream().anyMatch(place -> path.equals(place) || path.startsWith(place + "/"));
  }

  private boolean hasOne(String at, Json.Struct table, List<String> members) {
    List<String> found =
        members.stream().filter(member -> table.member(member).isPresent()).toList();
    if (found.size() == 1) {
      return true;
    }
    String all = String.join(", ", members);
    return found.isEmpty()
        ? complain(at, "it has none of " + all, "add one")
        : complain(at, "it has " + String.join(" and ", found), "keep one of " + all);
  }

  /// Complains, and returns that it is not right.
  private boolean complain(String at, String what, String remedy) {
    complaints.add(at, what, remedy);
    return false;
  }
}
