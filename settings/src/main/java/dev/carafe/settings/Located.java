package dev.carafe.settings;

/// A value and where it was written.
public record Located<T>(T value, Position position) {}
