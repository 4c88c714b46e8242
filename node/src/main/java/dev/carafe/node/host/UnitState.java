package dev.carafe.node.host;

/// How a unit of systemd is.
///
/// @param active systemd's word: `active`, `inactive`, `failed` and others
/// @param result systemd's word for how it ended last, such as `exit-code` or `timeout`, with the
///   exit status where there is one; `success` where it did not end badly
public record UnitState(String active, String result) {}
