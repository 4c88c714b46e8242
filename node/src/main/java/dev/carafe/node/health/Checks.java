package dev.carafe.node.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Looks whether something is as it should be.
public interface Checks {

  /// Why it is not; empty where it is.
  ///
  /// @param limit how long a look may take
  Optional<String> fault(Check check, Duration limit);

  /// What that has said last of which a check is, oldest line first; nothing where it says nothing.
  List<String> log(Check check);
}
