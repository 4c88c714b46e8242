package dev.carafe.settings.document;

/// A way to go on with what has been typed.
///
/// @param text what then stands there; with a dot at its end where more must follow
/// @param description what it is, on one line, perhaps empty
public record Candidate(String text, String description) {}
