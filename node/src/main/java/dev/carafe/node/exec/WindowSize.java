package dev.carafe.node.exec;

/// The size of a terminal in characters.
public record WindowSize(int rows, int columns) {}
