package dev.carafe.node.host;

import java.util.Optional;

/// A service of systemd.
///
/// @param activeState systemd's word: `active`, `inactive`, `failed` and others
/// @param subState the finer word for it, such as `running` or `exited`
/// @param result systemd's word for how it ended last, `success` where it did not end badly
/// @param mainPid of its main process, where one runs
/// @param memory of its processes in bytes, where systemd counts it
/// @param restarts how often systemd started it again by itself
public record ServiceUnit(
    String name,
    String description,
    String activeState,
    String subState,
    String result,
    Optional<Long> mainPid,
    Optional<Long> memory,
    long restarts) {}
