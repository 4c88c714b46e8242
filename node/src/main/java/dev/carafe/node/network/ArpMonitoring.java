package dev.carafe.node.network;

import java.time.Duration;
import java.util.List;

/// Asks other hosts for their address, and believes in the link while they answer.
///
/// @param targets IPv4 addresses of 1 to 16 hosts
public record ArpMonitoring(Duration interval, Validate validate, List<String> targets)
    implements BondMonitoring {
  static final int MOST_TARGETS = 16;

  /// Which cards' packets are looked at.
  public enum Validate {
    NONE,
    ACTIVE,
    BACKUP,
    ALL;

    /// As `net.toml` and networkd write it.
    @Override
    public String toString() {
      return switch (this) {
        case NONE -> "none";
        case ACTIVE -> "active";
        case BACKUP -> "backup";
        case ALL -> "all";
      };
    }
  }

  public ArpMonitoring {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
      throw new IllegalArgumentException("1 to 16 targets, not " + targets.size());
    }
  }
}
