package dev.carafe.trust.tuf;

import java.time.Instant;

/// How things stand with a role.
///
/// @param version the newest one, from 1
/// @param expires from when on it counts no more
public record Standing(String role, long version, Instant expires) {}
