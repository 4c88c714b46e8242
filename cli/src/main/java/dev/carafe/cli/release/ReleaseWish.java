package dev.carafe.cli.release;

/// How a release of a build is wished for.
///
/// @param channel that will offer it
/// @param deltas from how many releases before it there are to be deltas
/// @param force whether it may be older than what the channel offers
public record ReleaseWish(String channel, int deltas, boolean force, ReleaseTerms terms) {}
