package dev.carafe.image.gpt;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// What a partition is for, x86-64. Source: UAPI.2 Discoverable Partitions Specification.
public enum PartitionType {
  ESP("c12a7328-f81f-11d2-ba4b-00a0c93ec93b"),
  USR("8484680c-9521-48c6-9c11-b0720656f69e"),
  USR_VERITY("77ff5f63-e7b6-4633-acf4-1565b864c0e6"),
  VAR("4d21b016-b534-45c2-a9fb-5c16e091fd2d");

  private final UUID id;

  PartitionType(String id) {
    this.id = UUID.fromString(id);
  }

  /// The type's GUID.
  public UUID id() {
    return id;
  }

  /// The type with this GUID.
  public static Optional<PartitionType> of(UUID id) {
    return Stream.of(values()).filter(type -> type.id.equals(id)).findFirst();
  }
}
