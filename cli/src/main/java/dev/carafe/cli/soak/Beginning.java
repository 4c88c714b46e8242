package dev.carafe.cli.soak;

/// What a campaign's node was like before its first cut.
///
/// @param generation of the settings without any commit of the campaign's
/// @param fingerprint of the node's certificate
public record Beginning(long generation, String fingerprint) {}
