package dev.carafe.settings.schema;

/// A file that is rendered from settings.
///
/// @param path where it is written, absolute
/// @param templatePath where its template is, absolute, in the image
/// @param mode its permissions, as in `chmod`
public record ConfigurationFile(String path, String templatePath, int mode) {}
