package dev.carafe.image.erofs;

/// Where a file or a directory is in an erofs: some blocks, one after another.
///
/// @param path as [ErofsEntry] has it
/// @param first the number of the first block
/// @param blocks how many there are; the last may be used in part
public record ErofsExtent(String path, long first, long blocks) {
  /// The number of the block behind it.
  public long end() {
    return first + blocks;
  }
}
