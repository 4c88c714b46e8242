package dev.carafe.disk.verity;

import dev.carafe.disk.bytes.Sha256;
import java.nio.ByteBuffer;
import java.util.UUID;

/// The hash at the root of a verity tree: it stands for every byte of the data. The UUIDs of both
/// partitions follow from it, so that whoever knows the root finds the partitions.
///
/// Source: [Discoverable Partitions
/// Specification](https://uapi-group.org/specifications/specs/discoverable_partitions_specification/).
public record RootHash(Sha256 digest) {

  /// Of 64 lower-case hexadecimal digits, as in `usrhash=`.
  public static RootHash of(String hex) {
    return new RootHash(new Sha256(hex));
  }

  /// The one that the UUIDs of both partitions follow from.
  public static RootHash of(UUID dataPartition, UUID hashPartition) {
    ByteBuffer bytes =
        ByteBuffer.allocate(32)
            .putLong(dataPartition.getMostSignificantBits())
            .putLong(dataPartition.getLeastSignificantBits())
            .putLong(hashPartition.getMostSignificantBits())
            .putLong(hashPartition.getLeastSignificantBits());
    return new RootHash(Sha256.of(bytes.array(), 0));
  }

  /// 64 lower-case hexadecimal digits.
  public String hex() {
    return digest.hex();
  }

  /// The UUID of the partition with the data: the first 128 bits.
  public UUID dataPartition() {
    return uuid(0);
  }

  /// The UUID of the partition with the tree: the last 128 bits.
  public UUID hashPartition() {
    return uuid(16);
  }

  private UUID uuid(int from) {
    ByteBuffer bytes = ByteBuffer.wrap(digest.bytes());
    return new UUID(bytes.getLong(from), bytes.getLong(from + 8));
  }

  @Override
  public String toString() {
    return hex();
  }
}
