package dev.carafe.node.update.slots;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.gpt.Attribute;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.verity.RootHash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A place for a system on the disk: a partition for its `/usr`, and one for the hash tree over it.
///
/// While a system is in it, the GUIDs of both are the halves of its root hash, so that its kernel
/// finds it. While something is written to it, they are nobody's, and the labels say so.
///
/// Source: [Discoverable Partitions
/// Specification](https://uapi-group.org/specifications/specs/discoverable_partitions_specification/).
record Slot(Partition data, Partition hash) {
  private static final String NAME = "usr_";
  private static final String HASH = "_verity";
  private static final String UNFINISHED = "PRT#";
  private static final int LONGEST_LABEL = 36;

  /// The system in it; empty while there is none that is whole.
  Optional<RootHash> system() {
    return data.label().startsWith(NAME) && hash.label().startsWith(NAME)
        ? Optional.of(RootHash.of(data.uuid(), hash.uuid()))
        : Optional.empty();
  }

  /// As it is while a system is written to it.
  ///
  /// @param disk the GUID of the disk
  /// @param version of the system, for people
  Slot unfinished(UUID disk, String version) {
    return new Slot(
        named(data, nobodys(disk, data), UNFINISHED, version, ""),
        named(hash, nobodys(disk, hash), UNFINISHED, version, HASH));
  }

  /// As it is once a system is in it.
  Slot finished(RootHash system, String version) {
    return new Slot(
        named(data, system.dataPartition(), "", version, ""),
        named(hash, system.hashPartition(), "", version, HASH));
  }

  List<Partition> partitions() {
    return List.of(data, hash);
  }

  private static Partition named(
      Partition partition, UUID uuid, String before, String version, String after) {
    int room = LONGEST_LABEL - UNFINISHED.length() - NAME.length() - HASH.length();
    String shown = version.substring(0, Math.min(version.length(), room));
    return new Partition(
        partition.type(),
        uuid,
        before + NAME + shown + after,
        partition.firstLba(),
        partition.lastLba(),
        Set.of(Attribute.READ_ONLY));
  }

  /// A GUID that is half of no root hash that anybody knows, and always the same.
  private static UUID nobodys(UUID disk, Partition partition) {
    ByteBuffer digest =
        ByteBuffer.wrap(Sha256.of("unfinished " + disk + " " + partition.firstLba()).bytes());
    return new UUID(digest.getLong(), digest.getLong());
  }
}
