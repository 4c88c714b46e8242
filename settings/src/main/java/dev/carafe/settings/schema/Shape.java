package dev.carafe.settings.schema;

/// What a setting is made of.
public sealed interface Shape permits Leaf, ListOf, Table, Tuple {}
