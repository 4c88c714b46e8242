package dev.carafe.node.problems;

import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Ext4Inodes;
import java.util.Map;
import java.util.Optional;

/// How much room the data partition has: in bytes for who is not root, and in files.
///
/// @param inodes empty where the file system does not count them, or not for us
record Room(DataPartition.Space space, Optional<Ext4Inodes.Count> inodes) {
  private static final Hysteresis PRESSURE_BYTES = new Hysteresis(0.10, 0.15);
  private static final Hysteresis PRESSURE_FILES = new Hysteresis(0.05, 0.10);
  private static final Hysteresis FULL = new Hysteresis(0.01, 0.03);
  private static final long MEBI = 1 << 20;
  private static final int PERCENT = 100;

  private double bytes() {
    return space.total() == 0 ? 1 : (double) space.available() / space.total();
  }

  private double files() {
    return inodes
        .filter(count -> count.total() > 0)
        .map(count -> (double) count.free() / count.total())
        .orElse(1.0);
  }

  /// Whether there is little left.
  boolean isTight(boolean wasTight) {
    return PRESSURE_BYTES.isWrong(wasTight, bytes()) || PRESSURE_FILES.isWrong(wasTight, files());
  }

  /// Whether as good as nothing is left.
  boolean isFull(boolean wasFull) {
    return FULL.isWrong(wasFull, bytes()) || FULL.isWrong(wasFull, files());
  }

  /// For a person.
  String text(String path) {
    String text =
        path
            + " has "
            + space.available() / MEBI
            + " of "
            + space.total() / MEBI
            + " MiB left ("
            + percent(bytes())
            + " %)";
    return inodes
        .map(count ->
            text
                + " and room for "
                + count.free()
                + " of "
                + count.total()
                + " files ("
                + percent(files())
                + " %)")
        .orElse(text);
  }

  private static long percent(double share) {
    return Math.round(share * PERCENT);
  }

  static Map<String, String> touches(String path) {
    return Map.of("path", path);
  }
}
