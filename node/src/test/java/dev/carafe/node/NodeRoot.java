package dev.carafe.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The files of a node's root that the agent needs, for tests.
final class NodeRoot {
  private static final String INDEX =
      """
      {"manifests": [{"mediaType": "application/vnd.oci.image.manifest.v1+json",
        "digest": "sha256:%s", "annotations": {"org.opencontainers.image.ref.name": "1"}}]}
      """
          .formatted("00".repeat(32));

  private NodeRoot() {}

  static void make(Path root) throws IOException {
    for (String folder :
        new String[] {
          "usr/lib",
          "usr/sbin",
          "usr/share/carafe/images",
          "run/containerd",
          "run/credentials/@system",
          "dev",
          "sys/class/tty/console"
        }) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.writeString(
        root.resolve("usr/lib/os-release"),
        "PRETTY_NAME=\"Carafe 0.1.0\"\nVARIANT_ID=plain\nVERSION_ID=0.1.0\nBUILD_ID=1\n");
    Path nft = root.resolve("usr/sbin/nft");
    Files.writeString(nft, "#!/bin/sh\nexec cat >/dev/null\n");
    Files.setPosixFilePermissions(nft, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(root.resolve("usr/bin"));
    Path journalctl = root.resolve("usr/bin/journalctl");
    Files.writeString(journalctl, "#!/bin/sh\nexit 0\n");
    Files.setPosixFilePermissions(journalctl, PosixFilePermissions.fromString("rwx------"));
    Components.install(root);
    file(root, "usr/share/factory/etc/ssl/certs/ca-certificates.crt", "# the world's");
    file(root, "etc/ssl/certs/ca-certificates.crt", "# the world's");
    file(root, "sys/kernel/security/lockdown", "none [integrity] confidentiality");
    file(root, "proc/sys/kernel/hostname", "carafe");
    Files.writeString(root.resolve("usr/share/carafe/sbom.cdx.json"), "{}");
    Path image = Files.createDirectories(root.resolve("usr/share/carafe/images/pause"));
    Files.createDirectories(image.resolve("blobs/sha256"));
    Files.writeString(image.resolve("oci-layout"), "{}");
    Files.writeString(image.resolve("blobs/sha256").resolve("00".repeat(32)), "{}");
    Files.writeString(image.resolve("index.json"), INDEX);
    Files.writeString(root.resolve("sys/class/tty/console/active"), "ttyS0\n");
    Files.writeString(root.resolve("dev/ttyS0"), "");
  }

  private static void file(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text + "\n");
  }

  static void userData(Path root, String text) throws IOException {
    Files.writeString(root.resolve("run/credentials/@system/carafe.user-data"), text);
  }
}
