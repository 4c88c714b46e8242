package dev.carafe.node.userdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/// The files below `/etc` that follow from user data.
public final class RenderedFiles {
  private RenderedFiles() {}

  /// Each file's path below the root, and its text.
  ///
  /// Mirrors are containerd's
  /// [hosts.toml](https://github.com/containerd/containerd/blob/main/docs/hosts.md), which it reads
  /// at each pull; the registry itself comes last, as nothing else is said there.
  public static Map<String, String> of(UserData userData) {
    Map<String, String> files = new TreeMap<>();
    userData
        .motd()
        .ifPresent(motd -> files.put("etc/motd", motd.endsWith("\n") ? motd : motd + "\n"));
    for (Mirror mirror : userData.mirrors()) {
      String folder = mirror.registry().equals("*") ? "_default" : mirror.registry();
      files.merge(
          "etc/containerd/certs.d/" + folder + "/hosts.toml", hosts(mirror), String::concat);
    }
    return files;
  }

  /// Writes the files; each is there as a whole or not at all.
  public static void write(Path root, Map<String, String> files) {
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = root.resolve(file.getKey());
        Files.createDirectories(path.resolveSibling(""));
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(fresh, file.getValue());
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "could not write settings below " + root + ": " + e.getMessage(), e);
    }
  }

  private static String hosts(Mirror mirror) {
    StringBuilder text = new StringBuilder();
    for (String endpoint : mirror.endpoints()) {
      text.append("[host.\"")
          .append(endpoint)
          .append("\"]\n  capabilities = [\"pull\", \"resolve\"]\n");
    }
    return text.toString();
  }
}
