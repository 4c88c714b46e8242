package dev.carafe.trust.release;

import dev.carafe.disk.verity.RootHash;
import java.util.Optional;

/// The file system of a release.
///
/// @param rootHash of the tree over it
/// @param blockIndex the digest of each of its blocks, by which a node fetches those that it has
///   not, whatever it has
public record Usr(RootHash rootHash, Payload payload, Optional<Artifact> blockIndex) {}
