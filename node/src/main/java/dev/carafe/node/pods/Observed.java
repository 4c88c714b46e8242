package dev.carafe.node.pods;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the runtime has of one of our pods.
///
/// @param sandbox the sandbox's id
/// @param fingerprint of the declaration that it was made from
/// @param ready whether the sandbox still stands
public record Observed(
    String pod, String sandbox, String fingerprint, boolean ready, List<Member> members) {

  public Observed {
    members = List.copyOf(members);
  }

  /// The newest container of a name.
  public Optional<Member> member(String name) {
    return members.stream()
        .filter(member -> member.name().equals(name))
        .max(java.util.Comparator.comparingInt(Member::attempt));
  }

  /// A container: created, running or ended.
  public record Member(String id, String name, int attempt, State state) {}

  /// How a container is.
  public sealed interface State {
    /// Made and not started.
    record Created() implements State {}

    /// Started.
    record Running() implements State {}

    /// Ended, with its exit code and when.
    record Ended(int exitCode, Instant at) implements State {}
  }
}
