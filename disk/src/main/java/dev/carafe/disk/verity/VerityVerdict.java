package dev.carafe.disk.verity;

/// What a tree says of its data.
public sealed interface VerityVerdict {

  /// Every block is as it was when the root was computed.
  record Intact() implements VerityVerdict {}

  /// The tree belongs to another root.
  record OtherRoot(RootHash expected, RootHash found) implements VerityVerdict {}

  /// A block of the tree itself is damaged: the first one on the highest damaged level.
  ///
  /// @param level 0 for the hashes of the data
  /// @param block the number of the block in the hash partition
  record DamagedTree(int level, long block) implements VerityVerdict {}

  /// A block of the data is damaged, and the tree is not: the first one.
  record DamagedData(long block) implements VerityVerdict {}
}
