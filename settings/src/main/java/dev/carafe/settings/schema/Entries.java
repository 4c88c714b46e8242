package dev.carafe.settings.schema;

import dev.carafe.settings.value.ValueType;

/// Settings whose names the user chooses: of what type a name is, and what each setting is.
public record Entries(ValueType keys, Setting each) {}
