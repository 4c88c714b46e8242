package dev.carafe.cli.soak;

import dev.carafe.disk.verity.RootHash;
import java.nio.file.Path;

/// A system, and a repository that offers a newer one to it.
///
/// @param image of the older one's disk
/// @param running the older one's root hash
/// @param from its version
/// @param to the newer one's
/// @param repository what is served of it
public record OfferedUpdate(
    Path image, RootHash running, String from, String to, Path repository) {}
