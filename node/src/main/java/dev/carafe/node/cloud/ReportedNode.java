package dev.carafe.node.cloud;

import java.util.Optional;

/// What a report says of a node. Nothing in it tells one node from another but the seed, and that
/// has 2048 values.
///
/// @param region empty where there is none
/// @param seed where the node stands in the waves of an update
/// @param versionLock the setting `updates.version-lock`
public record ReportedNode(
    String version,
    String variant,
    String architecture,
    Optional<String> region,
    long seed,
    String versionLock,
    boolean ignoreWaves) {}
