package dev.carafe.trust.release;

import java.time.Instant;

/// When a node's turn is in a roll-out.
///
/// @param seed the node's
/// @param wave the number of its wave, from 1
/// @param waves how many there are
/// @param from when the node may begin
public record Turn(long seed, int wave, int waves, Instant from) {}
