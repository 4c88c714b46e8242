package dev.carafe.node.pods;

import dev.carafe.settings.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads one volume of a pod.
///
/// Source:
/// [Volume](https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/).
///
/// @param texts where `configMap` and `secret` find their files
record VolumeReader(SettingTexts texts) {
  private static final int USUAL_MODE = 0644;

  /// The members that say of which kind a volume is.
  static final List<String> KINDS = List.of("emptyDir", "hostPath", "configMap", "secret");

  Volume read(Json.Struct volume) {
    String name = volume.text("name").orElse("");
    Json.Struct hostPath = Fields.struct(volume, "hostPath");
    Json.Struct config = Fields.struct(volume, "configMap");
    Json.Struct secret = Fields.struct(volume, "secret");
    if (!hostPath.members().isEmpty()) {
      return new Volume.HostPath(
          name,
          Path.of(hostPath.text("path").orElse("")),
          Fields.choice(hostPath, "type", HostPathType.values(), HostPathType.ANYTHING));
    }
    if (!config.members().isEmpty()) {
      String from = config.text("name").orElse("");
      return files(
          name,
          config,
          config.member("items").isPresent() ? Map.of() : texts.config(from),
          key -> texts.config(from, key));
    }
    if (!secret.members().isEmpty()) {
      String from = secret.text("secretName").orElse("");
      return files(
          name,
          secret,
          secret.member("items").isPresent() ? Map.of() : texts.secret(from),
          key -> texts.secret(from, key));
    }
    return empty(name, Fields.struct(volume, "emptyDir"));
  }

  private interface ByKey {
    Optional<String> text(String key);
  }

  private static Volume files(
      String name, Json.Struct source, Map<String, String> all, ByKey byKey) {
    Map<String, String> files = new LinkedHashMap<>(all);
    for (Json.Struct item : source.objects("items")) {
      byKey
          .text(item.text("key").orElse(""))
          .ifPresent(text -> files.put(item.text("path").orElse(""), text));
    }
    return new Volume.Files(
        name, (int) Fields.optionalNumber(source, "defaultMode").orElse(USUAL_MODE), files);
  }

  private static Volume empty(String name, Json.Struct emptyDir) {
    if (emptyDir.text("medium").isEmpty()) {
      return new Volume.EmptyFolder(name);
    }
    Optional<String> limit = emptyDir.text("sizeLimit");
    return new Volume.EmptyMemory(
        name,
        limit.isPresent() ? OptionalLong.of(Quantity.in(1, limit.get())) : OptionalLong.empty());
  }
}
