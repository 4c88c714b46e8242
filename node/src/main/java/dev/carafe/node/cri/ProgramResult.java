package dev.carafe.node.cri;

/// How a program ended that was run in a container.
///
/// @param output what it wrote, output and errors
public record ProgramResult(int exitCode, String output) {}
