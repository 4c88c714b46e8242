package dev.carafe.cli.soak;

import java.io.IOException;
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

  /// Lets the node do what is to be interrupted, and cuts the power.
  Cut<M> untilCut(Boot boot, Campaign<M> campaign, Random random)
      throws IOException, InterruptedException;

  @Override
  void close();
}
