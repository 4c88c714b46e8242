package dev.carafe.node.exec;

import java.util.Optional;

/// The terminal that a process gets.
///
/// @param size as far as it is known
public record Terminal(Optional<WindowSize> size) {}
