package dev.carafe.disk.gpt;

import java.util.List;
import java.util.UUID;

/// What a partition is for. The names are those of systemd; a type that is not listed here has its
/// UUID for a name.
///
/// Source: [Discoverable Partitions
/// Specification](https://uapi-group.org/specifications/specs/discoverable_partitions_specification/),
/// table "Defined Partition Type UUIDs".
public record PartitionType(UUID uuid, String name) {
  public static final PartitionType ESP = known("esp", "c12a7328-f81f-11d2-ba4b-00a0c93ec93b");
  public static final PartitionType USR =
      known("usr-x86-64", "8484680c-9521-48c6-9c11-b0720656f69e");
  public static final PartitionType USR_VERITY =
      known("usr-x86-64-verity", "77ff5f63-e7b6-4633-acf4-1565b864c0e6");
  public static final PartitionType ROOT =
      known("root-x86-64", "4f68bce3-e8cd-4db1-96e7-fbcaf984b709");
  public static final PartitionType ROOT_VERITY =
      known("root-x86-64-verity", "2c7357ed-ebd2-46d9-aec1-23d437ec2bf5");
  public static final PartitionType VAR = known("var", "4d21b016-b534-45c2-a9fb-5c16e091fd2d");
  public static final PartitionType LINUX_GENERIC =
      known("linux-generic", "0fc63daf-8483-4772-8e79-3d69d8477de4");

  private static final List<PartitionType> KNOWN =
      List.of(ESP, USR, USR_VERITY, ROOT, ROOT_VERITY, VAR, LINUX_GENERIC);

  /// The type with this UUID.
  public static PartitionType of(UUID uuid) {
    return KNOWN.stream()
        .filter(type -> type.uuid.equals(uuid))
        .findFirst()
        .orElseGet(() -> new PartitionType(uuid, uuid.toString()));
  }

  private static PartitionType known(String name, String uuid) {
    return new PartitionType(UUID.fromString(uuid), name);
  }

  @Override
  public String toString() {
    return name;
  }
}
