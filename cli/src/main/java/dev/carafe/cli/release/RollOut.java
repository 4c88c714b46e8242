package dev.carafe.cli.release;

import dev.carafe.trust.release.Wave;
import dev.carafe.trust.release.Waves;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How far a roll-out is.
record RollOut(Waves waves, Instant now) {
  private static final int ALL = 100;

  /// `wave 3 of 7, until 2026-03-07T00:00:00Z`.
  String text() {
    List<Wave> all = waves.list();
    if (all.isEmpty()) {
      return "everybody at once";
    }
    if (waves.isHalted()) {
      return "paused";
    }
    long begun = all.stream().filter(wave -> !wave.start().isAfter(now)).count();
    if (begun == all.size()) {
      return "everybody since " + all.getLast().start();
    }
    return begun == 0
        ? "from " + all.getFirst().start() + ", until " + all.getLast().start()
        : "wave %d of %d, until %s".formatted(begun, all.size(), all.getLast().start());
  }

  /// A row for each wave that has nodes: its seeds, its share of all nodes, and when it begins.
  List<List<String>> rows() {
    List<Wave> all = waves.list();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < all.size() && all.get(i).seed() < Wave.SEEDS; i++) {
      rows.add(row(all.get(i), i + 1 < all.size() ? all.get(i + 1).seed() : Wave.SEEDS));
    }
    return rows;
  }

  private static List<String> row(Wave wave, int end) {
    long percent = Math.round((double) ALL * (end - wave.seed()) / Wave.SEEDS);
    return List.of(
        wave.seed() + " to " + (end - 1),
        percent + " %",
        wave.start().equals(Waves.NEVER) ? "never" : wave.start().toString());
  }
}
