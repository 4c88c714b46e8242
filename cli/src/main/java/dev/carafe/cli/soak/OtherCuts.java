package dev.carafe.cli.soak;

import dev.carafe.lab.WriteLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/// Cuts that could have come instead of the one that did. What they leave is looked at without a
/// boot.
///
/// @param place of the disk that such a cut leaves; it stays if it has a fault
/// @param copier copies a disk
record OtherCuts<M extends Moment>(
    Scenario<M> scenario, Path place, BiConsumer<Path, Path> copier) {

  /// Tries those that the scenario wants.
  ///
  /// @param disk as it was when the machine started
  Cut<M> tried(WriteLog log, Cut<M> cut, Path disk, Random random) throws IOException {
    List<WriteLog> others = scenario.others(log, disk, random);
    for (WriteLog other : others) {
      copier.accept(disk, place);
      var _ = other.leaveOn(place, random);
      List<String> faults = scenario.faults(place);
      if (!faults.isEmpty()) {
        return cut.with(
            Verdict.failed("another cut would have left this: " + String.join("; ", faults)));
      }
      Files.delete(place);
    }
    return cut.withOthers(others.size());
  }
}
