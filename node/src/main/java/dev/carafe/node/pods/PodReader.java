package dev.carafe.node.pods;

import dev.carafe.node.disks.DataDisk;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads pods from settings that were found valid: `settings.pods.NAME.spec`, with Kubernetes' own
/// field names.
///
/// Source:
/// [PodSpec](https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec).
public final class PodReader {
  static final Key PODS = Key.of("pods");

  /// In seconds.
  private static final long USUAL_GRACE = 30;

  private PodReader() {}

  /// All pods.
  public static List<Pod> read(SettingsTree settings) {
    List<Pod> pods = new ArrayList<>();
    List<DataDisk> disks = DataDisk.read(settings);
    if (settings.get(PODS).orElse(new Json.Null()) instanceof Json.Struct named) {
      named
          .members()
          .forEach((name, pod) ->
              pods.add(pod(name, Fields.struct(pod, "spec"), new SettingTexts(settings), disks)));
    }
    return pods;
  }

  /// The names of the disks that volumes are on.
  private static List<String> disks(List<Volume> volumes, List<DataDisk> all) {
    List<String> names = new ArrayList<>();
    for (DataDisk disk : all) {
      for (Volume volume : volumes) {
        if (volume instanceof Volume.HostPath host
            && host.overlaps(disk.place())
            && !names.contains(disk.name())) {
          names.add(disk.name());
        }
      }
    }
    return names;
  }

  private static Pod pod(String name, Json.Struct spec, SettingTexts texts, List<DataDisk> disks) {
    ContainerReader container = new ContainerReader(Fields.struct(spec, "securityContext"), texts);
    VolumeReader volume = new VolumeReader(texts);
    List<Container> init = spec.objects("initContainers").stream().map(container::read).toList();
    List<Container> containers = spec.objects("containers").stream().map(container::read).toList();
    List<Volume> volumes = spec.objects("volumes").stream().map(volume::read).toList();
    return new Pod(
        name,
        Fields.isTrue(spec, "hostNetwork"),
        Fields.isTrue(spec, "hostPID"),
        Fields.choice(spec, "restartPolicy", RestartPolicy.values(), RestartPolicy.ALWAYS),
        Duration.ofSeconds(
            Fields.optionalNumber(spec, "terminationGracePeriodSeconds").orElse(USUAL_GRACE)),
        init,
        containers,
        volumes,
        texts.missing(),
        disks(volumes, disks));
  }
}
