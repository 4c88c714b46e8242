package dev.carafe.lab;

import dev.carafe.image.archive.PackageRequest;
import java.util.List;

/// What the lab asks of the package archive: QEMU, its firmware, a registry, and what its container
/// images and disks are made of.
public final class LabTools {
  /// The packages.
  public static final List<PackageRequest> PACKAGES =
      List.of(
          PackageRequest.of("busybox-static"),
          PackageRequest.of("docker-registry"),
          PackageRequest.of("libc-bin"),
          PackageRequest.of("ovmf"),
          PackageRequest.of("qemu-system-x86"),
          PackageRequest.of("qemu-utils"),
          PackageRequest.of("xorriso"));

  private LabTools() {}
}
