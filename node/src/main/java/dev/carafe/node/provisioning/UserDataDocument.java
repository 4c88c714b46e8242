package dev.carafe.node.provisioning;

/// A text in TOML that somebody gave the node.
///
/// @param source what problems call it: a path, or `user-data part 2 (web.toml)`
public record UserDataDocument(String source, String text) {}
