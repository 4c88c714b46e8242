package dev.carafe.settings.schema;

import dev.carafe.settings.value.ValueType;

/// A single value of a type; if it is text, within limits.
public record Leaf(ValueType type, TextLimits limits) implements Shape {}
