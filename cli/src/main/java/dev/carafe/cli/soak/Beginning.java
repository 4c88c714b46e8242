package dev.carafe.cli.soak;

/// What a campaign's node was like before the first cut on its disk.
///
/// @param generation of the settings without any commit of the campaign's
/// @param fingerprint of the node's certificate
public record Beginning(long generation, String fingerprint) {}
