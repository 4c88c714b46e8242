package dev.carafe.node.pods;

import java.util.Optional;

/// What a container that is asked has answered so far.
///
/// @param ready whether it can serve
/// @param fault why it must be started anew
record Health(boolean ready, Optional<String> fault) {
  static final Health UNKNOWN = new Health(false, Optional.empty());
}
