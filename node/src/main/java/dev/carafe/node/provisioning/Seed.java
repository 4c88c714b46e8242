package dev.carafe.node.provisioning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// Where a node stands in the waves of an update: 0 to 2047, drawn once in its life and kept on the
/// data partition.
record Seed(Path root, RandomGenerator random) {
  private static final int MANY = 2048;

  int value() {
    OptionalInt kept = kept();
    return kept.isPresent() ? kept.getAsInt() : keep(random.nextInt(MANY));
  }

  private Path file() {
    return root.resolve("var/lib/carafe/seed");
  }

  /// A file that is damaged is none.
  private OptionalInt kept() {
    try {
      int value = Integer.parseInt(Files.readString(file()).strip());
      return value >= 0 && value < MANY ? OptionalInt.of(value) : OptionalInt.empty();
    } catch (IOException | NumberFormatException _) {
      return OptionalInt.empty();
    }
  }

  private int keep(int value) {
    try {
      Files.createDirectories(file().resolveSibling(""));
      Path fresh = file().resolveSibling("seed.new");
      Files.writeString(fresh, value + "\n");
      Files.move(fresh, file(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException _) {
      // a node that cannot keep its seed draws another at its next boot
    }
    return value;
  }
}
