package dev.carafe.node.host;

/// A unit of systemd that has failed.
///
/// @param result systemd's word for how, such as `exit-code` or `timeout`, with the exit status
///   where there is one
public record FailedUnit(String name, String description, String result) {}
