package dev.carafe.lab;

import dev.carafe.image.archive.PackageRequest;
import java.util.List;
import java.util.stream.Stream;

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

  /// Those, and what puts keys into a machine's firmware.
  public static final List<PackageRequest> WITH_SECURE_BOOT =
      Stream.concat(PACKAGES.stream(), Stream.of(PackageRequest.of("python3-virt-firmware")))
          .toList();

  /// All of those, and a TPM.
  public static final List<PackageRequest> WITH_TPM =
      Stream.concat(WITH_SECURE_BOOT.stream(), Stream.of(PackageRequest.of("swtpm"))).toList();

  /// What runs a task in a machine of its own.
  public static final List<PackageRequest> FOR_TASKS =
      List.of(
          PackageRequest.of("busybox-static"),
          PackageRequest.of("erofs-utils"),
          PackageRequest.of("libc-bin"),
          PackageRequest.of("qemu-system-x86"));

  private LabTools() {}
}
