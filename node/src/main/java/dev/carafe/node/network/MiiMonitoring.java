package dev.carafe.node.network;

import java.time.Duration;

/// Asks the card whether it has a link.
///
/// @param frequency the time between two looks
/// @param upDelay how long a link must be there before it is used
/// @param downDelay how long it must be gone before it is given up
public record MiiMonitoring(Duration frequency, Duration upDelay, Duration downDelay)
    implements BondMonitoring {}
