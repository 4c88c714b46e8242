package dev.carafe.node.storage;

import dev.carafe.node.cri.NodeImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Which images go when there is little room: those that nobody needs, the largest first, so that
/// few have to be pulled again.
final class UnusedImages {
  private UnusedImages() {}

  /// @param needed the ids of those that stay
  /// @param bytes how much is to become free
  static List<NodeImage> toRemove(List<NodeImage> images, Set<String> needed, long bytes) {
    List<NodeImage> removed = new ArrayList<>();
    long left = bytes;
    List<NodeImage> unused =
        images.stream()
            .filter(image -> !image.pinned() && !needed.contains(image.id()))
            .sorted(Comparator.comparingLong(NodeImage::bytes).reversed())
            .toList();
    for (NodeImage image : unused) {
      if (left > 0) {
        removed.add(image);
        left -= image.bytes();
      }
    }
    return removed;
  }
}
