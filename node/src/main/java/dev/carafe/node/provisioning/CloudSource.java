package dev.carafe.node.provisioning;

import dev.carafe.node.metadata.MetadataException;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;

/// A metadata service of a cloud: the machine's maker says whether there is one, and reading takes
/// as long as the network needs to come up.
abstract sealed class CloudSource implements Source permits Ec2Source, GceSource {
  private final Origin origin;

  CloudSource(Origin origin) {
    this.origin = origin;
  }

  @Override
  public final Origin origin() {
    return origin;
  }

  /// Whether the machine is this cloud's.
  abstract boolean isHere();

  @Override
  public final Reading read() throws InterruptedException {
    if (!isHere()) {
      return new Reading.Absent();
    }
    try {
      return new Reading.Found(provision());
    } catch (MetadataException e) {
      return new Reading.Failed(problem(e));
    }
  }

  /// @throws MetadataException where the service does not give the user data
  abstract Provision provision() throws InterruptedException;

  /// That the service does not give something.
  final Problem problem(MetadataException e) {
    Position position = new Position(origin.label() + " metadata", 1, 1);
    return new Problem(position, String.valueOf(e.getMessage()), e.instead());
  }
}
