package dev.carafe.node.update;

import dev.carafe.trust.release.Channel;

/// Where releases are offered.
public interface Repository {

  /// Asks what a channel offers now. Nothing is believed of the answer that is not signed.
  ///
  /// @param policy where to ask, and for which channel
  /// @param running for whose variant and architecture
  /// @throws FailedUpdateException where nobody answers, or the answer is not to be believed
  Channel refresh(UpdatePolicy policy, SystemImage running);
}
