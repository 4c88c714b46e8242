package dev.carafe.node.update;

import dev.carafe.trust.release.Channel;
import java.util.Optional;

/// Offers what a test wants.
@SuppressWarnings("exports") // of tests alone
public final class FakeRepository implements Repository {
  private Channel channel;
  private Optional<String> failure = Optional.empty();

  public FakeRepository(Channel channel) {
    this.channel = channel;
  }

  void offer(Channel other) {
    channel = other;
  }

  /// From now on nobody answers.
  void fail(String why) {
    failure = Optional.of(why);
  }

  @Override
  public Channel refresh(UpdatePolicy policy, SystemImage running) {
    failure.ifPresent(why -> {
      throw new FailedUpdateException(why);
    });
    return channel;
  }
}
