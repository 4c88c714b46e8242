package dev.carafe.cli.bench;

/// How long a node is busy with a delta, if its disk is this machine's.
///
/// @param bytes of the new `/usr`
/// @param seconds from reading the head to the hash tree that is on the disk
/// @param writing how many seconds it takes to write and flush as many bytes, and nothing else
public record ApplyCost(long bytes, double seconds, double writing) {}
