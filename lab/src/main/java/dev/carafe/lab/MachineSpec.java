package dev.carafe.lab;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A machine to boot.
///
/// @param image a raw disk image, which is never written to
/// @param diskBytes the size of the disk that the machine sees
/// @param forwards port of this machine's loopback -> port of the guest
/// @param userData what the hypervisor gives the node
/// @param disk an overlay to keep, or nothing for one that goes with the machine
public record MachineSpec(
    Path image,
    long diskBytes,
    int memoryMegabytes,
    int cpus,
    Map<Integer, Integer> forwards,
    String userData,
    Optional<Path> disk) {
  private static final long DISK = 4L << 30;

  public MachineSpec {
    forwards = Map.copyOf(forwards);
  }

  /// A machine of two processors with a disk of 4 GiB.
  public static MachineSpec of(Path image, String userData, Map<Integer, Integer> forwards) {
    return new MachineSpec(image, DISK, 1024, 2, forwards, userData, Optional.empty());
  }

  /// The same with so much memory.
  public MachineSpec withMemory(int megabytes) {
    return new MachineSpec(image, diskBytes, megabytes, cpus, forwards, userData, disk);
  }

  /// The same with a disk that outlives the machine.
  public MachineSpec withDisk(Path overlay) {
    return new MachineSpec(
        image, diskBytes, memoryMegabytes, cpus, forwards, userData, Optional.of(overlay));
  }
}
