package dev.carafe.node.log;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Which lines of the node's logs are asked for.
///
/// @param unit of systemd, where the journal is asked for and not all of it
/// @param container whose log is asked for; the journal where there is none
/// @param since only what was said then or later; the journal knows seconds
/// @param lines only the last so many
/// @param text only lines whose message has this, looked for in what the rest leaves
/// @param follow whether to go on with what comes
/// @param boot 0 for this one, -1 for the one before
public record LogQuery(
    Optional<String> unit,
    Optional<ContainerName> container,
    Optional<Instant> since,
    OptionalInt lines,
    Optional<SoughtText> text,
    boolean follow,
    int boot) {

  /// A container with a log on this node.
  public record ContainerName(String pod, String container) {}
}
