package dev.carafe.cli.bench;

import dev.carafe.image.component.Blueprint;
import dev.carafe.image.component.Component;
import dev.carafe.settings.reading.CompiledSchema;
import dev.carafe.settings.template.RenderedDefaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a node's root has that the agent needs, in a folder: the variant's schema, templates and
/// files of `/etc`, and programs of the host that do nothing.
///
/// So the agent's own work is measured, and not that of the services that it restarts.
record AgentRoot(Path path) {
  private static final List<String> PROGRAMS =
      List.of(
          "usr/bin/journalctl",
          "usr/bin/networkctl",
          "usr/bin/systemctl",
          "usr/bin/systemd-notify",
          "usr/bin/udevadm",
          "usr/sbin/nft");

  /// Files of the kernel's that user data may be written to.
  private static final List<String> KERNEL_FILES =
      List.of(
          "proc/sys/kernel/hostname",
          "proc/sys/net/core/somaxconn",
          "sys/kernel/mm/transparent_hugepage/enabled",
          "sys/kernel/mm/transparent_hugepage/defrag",
          "sys/kernel/security/lockdown");

  static AgentRoot make(Path path, Blueprint blueprint, String userData) throws IOException {
    AgentRoot root = new AgentRoot(path);
    root.components(blueprint);
    root.file("usr/share/carafe/settings.json", CompiledSchema.write(blueprint.settings()));
    root.file(
        "usr/lib/os-release",
        "PRETTY_NAME=\"Carafe\"\nVARIANT_ID=bench\nVERSION_ID=0\nBUILD_ID=0\n");
    root.file("run/credentials/@system/carafe.user-data", userData);
    root.file("etc/ssl/certs/ca-certificates.crt", "");
    root.file("usr/share/factory/etc/ssl/certs/ca-certificates.crt", "");
    root.file("sys/class/tty/console/active", "ttyS0\n");
    root.file("dev/ttyS0", "");
    Files.createDirectories(path.resolve("usr/share/carafe/images"));
    for (String file : KERNEL_FILES) {
      root.file(file, "none\n");
    }
    for (String program : PROGRAMS) {
      root.file(program, "#!/bin/sh\nexit 0\n");
      Files.setPosixFilePermissions(
          path.resolve(program), PosixFilePermissions.fromString("rwx------"));
    }
    return root;
  }

  private void components(Blueprint blueprint) throws IOException {
    for (Component component : blueprint.into(Component.Target.USR)) {
      if (component.files().isPresent()) {
        copy(component.files().get().resolve("usr/share"), path.resolve("usr/share"));
        copy(component.files().get().resolve("usr/share/factory/etc"), path.resolve("etc"));
      }
    }
    for (Map.Entry<String, String> file :
        RenderedDefaults.of(blueprint.settings(), this::text).entrySet()) {
      file("usr/share/factory" + file.getKey(), file.getValue());
      file(file.getKey().substring(1), file.getValue());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.resolveSibling(""));
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private String text(String template) {
    try {
      return Files.readString(path.resolve(template.substring(1)));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read a template: " + e.getMessage(), e);
    }
  }

  private void file(String name, String text) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  Path socket() {
    return path.resolve("run/api.sock");
  }

  /// What the agent says.
  Path journal() {
    return path.resolve("agent.log");
  }
}
