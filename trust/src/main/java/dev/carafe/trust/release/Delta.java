package dev.carafe.trust.release;

import dev.carafe.disk.verity.RootHash;

/// What makes a payload of the one that another system has.
///
/// @param from the system that must be there
/// @param version its version, for people
/// @param artifact the file; unpacked, it is as large as the payload
public record Delta(RootHash from, Version version, Artifact artifact) {}
