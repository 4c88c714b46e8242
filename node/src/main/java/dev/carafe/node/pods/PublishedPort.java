package dev.carafe.node.pods;

/// A port of the host that leads to one of a container. Both are 1 to 65535.
public record PublishedPort(int hostPort, int containerPort, Protocol protocol) {}
