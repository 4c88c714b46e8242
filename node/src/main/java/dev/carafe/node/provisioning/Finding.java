package dev.carafe.node.provisioning;

/// What came of one source.
public record Finding(Origin origin, Reading reading) {}
