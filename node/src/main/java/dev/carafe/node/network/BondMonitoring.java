package dev.carafe.node.network;

/// How a bond finds out that a card has no link any more.
public sealed interface BondMonitoring permits MiiMonitoring, ArpMonitoring {}
