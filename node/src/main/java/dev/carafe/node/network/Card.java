package dev.carafe.node.network;

/// A network card, which is there already.
public record Card(DeviceId id, IpConfig ip) implements Device {}
