package dev.carafe.node.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where containerd pulls images from instead of their own registry.
///
/// Source: containerd `docs/hosts.md`.
public final class RegistryMirrors {
  private RegistryMirrors() {}

  /// Writes `FOLDER/REGISTRY/hosts.toml` for each mirror; `*` is containerd's `_default`.
  public static void write(Map<String, List<String>> mirrors, Path folder) throws IOException {
    for (Map.Entry<String, List<String>> mirror : mirrors.entrySet()) {
      String name = mirror.getKey().equals("*") ? "_default" : mirror.getKey();
      Path file = folder.resolve(name).resolve("hosts.toml");
      Files.createDirectories(folder.resolve(name));
      Files.writeString(file, hosts(mirror.getValue()));
    }
  }

  static String hosts(List<String> endpoints) {
    StringBuilder text = new StringBuilder();
    for (String endpoint : endpoints) {
      String url = endpoint.contains("://") ? endpoint : "https://" + endpoint;
      text.append("[host.\"").append(url.replace("\"", "")).append("\"]\n");
      text.append("capabilities = [\"pull\", \"resolve\"]\n\n");
    }
    return text.toString();
  }
}
