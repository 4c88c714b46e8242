package dev.carafe.node.host;

import dev.carafe.node.tpm.Attestor;

/// What of the machine below the agent can be seen. Nothing is read before somebody asks.
public record Machine(
    Self self,
    DataPartition data,
    ProcessTable processes,
    Disks disks,
    SystemManager system,
    Attestor attestor) {}
