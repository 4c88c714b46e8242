package dev.carafe.node.cloud;

import dev.carafe.node.metadata.Ec2Metadata;
import dev.carafe.node.metadata.MetadataException;
import dev.carafe.node.metadata.Waiting;
import dev.carafe.node.web.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Waits until an instance in a group of EC2 Auto Scaling is to serve: one of a warm pool boots
/// long before, and must not join its cluster then.
///
/// Source: [Amazon EC2 Auto Scaling, "Retrieve the target lifecycle state through instance
/// metadata"](https://docs.aws.amazon.com/autoscaling/ec2/userguide/retrieving-target-lifecycle-state-through-imds.html).
public final class AutoScalingWait {
  private static final String PATH = "meta-data/autoscaling/target-lifecycle-state";
  private static final String IN_SERVICE = "InService";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final Supplier<Ec2Metadata> metadata;
  private final Waiting waiting;
  private final Consumer<String> saying;
  private String last = "";

  /// @param metadata a new conversation for each look, for the wait may last for weeks
  /// @param saying told what is waited for, each time that it changes
  public AutoScalingWait(Supplier<Ec2Metadata> metadata, Waiting waiting, Consumer<String> saying) {
    this.metadata = metadata;
    this.waiting = waiting;
    this.saying = saying;
  }

  /// Returns when the instance is to be in service, or is in no group.
  public void await() throws InterruptedException {
    while (!isOver()) {
      waiting.pause(BETWEEN_LOOKS);
    }
  }

  private boolean isOver() throws InterruptedException {
    try {
      Optional<String> state = metadata.get().get(PATH).map(Answer::text);
      if (state.isEmpty() || state.get().equals(IN_SERVICE)) {
        return true;
      }
      say("waits for " + IN_SERVICE + ": the group wants the instance to be " + state.get());
    } catch (MetadataException e) {
      say(String.valueOf(e.getMessage()));
    }
    return false;
  }

  private void say(String text) {
    if (!text.equals(last)) {
      saying.accept(text);
      last = text;
    }
  }
}
