package dev.carafe.image;

import java.nio.file.Path;

/// What a build leaves in its output folder.
///
/// @param disk the raw disk image
/// @param usr the `/usr` file system, as an update would carry it
/// @param kernel the unified kernel image
/// @param lock the packages it was made from
/// @param manifest names, digests and sizes of all of it
/// @param bill the software bill of materials
public record BuiltImage(Path disk, Path usr, Path kernel, Path lock, Path manifest, Path bill) {}
