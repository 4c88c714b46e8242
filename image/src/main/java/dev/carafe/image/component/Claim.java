package dev.carafe.image.component;

import dev.carafe.settings.Position;
import java.nio.file.Path;
import java.util.Optional;

/// A path in the image that a component takes with what it brings itself: a file or link of its
/// own, or what is made for it. What it selects of packages is not known before they are there.
///
/// @param path without a slash before it
/// @param position where a person has said so; for a file of the component's, its own begin
/// @param what two that are equal in this are the same thing
/// @param file what is laid there, where it is a file that exists already
public record Claim(String path, Position position, String what, Optional<Path> file) {}
