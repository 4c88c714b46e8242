package dev.carafe.settings.model;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import java.util.Optional;

/// One setting that two trees do not agree on: absent before where it was added, absent after where
/// it was taken away.
public record Change(Key key, Optional<Json> before, Optional<Json> after) {}
