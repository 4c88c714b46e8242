package dev.carafe.node.network;

import java.util.Optional;
import java.util.OptionalLong;

/// A way to other networks. All addresses are of one version of IP.
///
/// @param to a network with its prefix length
/// @param from the own address that packets on it carry
/// @param via the gateway; without one, the network is reached directly
/// @param metric lower is preferred
public record Route(String to, Optional<String> from, Optional<String> via, OptionalLong metric) {}
