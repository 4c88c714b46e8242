package dev.carafe.cli.soak;

import dev.carafe.lab.WriteLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What a campaign plays: what is done before the power goes, and what must be true after it. That
/// the node is healthy and has kept its key must be true in each.
public interface Scenario<M extends Moment> extends AutoCloseable {

  /// How it is written down.
  CampaignKind<M> kind();

  /// Settings of the node in TOML, below `settings.`.
  String userData() throws IOException;

  /// Looks at the node after a cut.
  ///
  /// @param before what the campaign began with
  Verdict judge(Boot boot, Campaign<M> campaign, Beginning before, Cut<M> cut)
      throws IOException, InterruptedException;

  /// Lets the node do what is to be interrupted, and cuts the power. Nothing where the machine has
  /// ended by itself on the way there, and goes on when it is started again; this is asked with the
  /// same random numbers then.
  Optional<Cut<M>> untilCut(Boot boot, Campaign<M> campaign, Random random)
      throws IOException, InterruptedException;

  /// Where in what the machine has written its power went: at any write that is not certain.
  ///
  /// @param disk as it was when the machine started
  default WriteLog cut(WriteLog log, Cut<M> cut, Path disk, Random random) throws IOException {
    return log.cutAfter(cut.noted(), random);
  }

  /// Other cuts in what the machine has written, of which the disks are looked at without a boot.
  ///
  /// @param disk as it was when the machine started
  default List<WriteLog> others(WriteLog log, Path disk, Random random) throws IOException {
    return List.of();
  }

  /// What must not be on a disk after a cut, as far as one sees it without a boot.
  default List<String> faults(Path disk) throws IOException {
    return List.of();
  }

  /// What a disk begins as, where that is not the variant `plain` as it is built now.
  default Optional<Path> image() {
    return Optional.empty();
  }

  /// Whether the disk is made anew for the next cut, of an image that is named here.
  ///
  /// @param judged the last one
  default boolean endsDisk(Cut<M> judged) {
    return false;
  }

  @Override
  void close();
}
