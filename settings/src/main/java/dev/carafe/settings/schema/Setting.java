package dev.carafe.settings.schema;

import dev.carafe.settings.Position;

/// One setting, or table of settings, as a component declares it.
///
/// @param position where it is declared
public record Setting(Shape shape, About about, Position position) {}
