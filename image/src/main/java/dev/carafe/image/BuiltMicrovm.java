package dev.carafe.image;

import java.nio.file.Path;

/// What a build for machines without firmware leaves in its output folder.
///
/// @param kernel an ELF program that a hypervisor starts
/// @param initrd the whole system
/// @param commandLine what the kernel has to be told, in a line
/// @param lock the packages it was made from
/// @param manifest names, digests and sizes of all of it
/// @param bill the software bill of materials
public record BuiltMicrovm(
    Path kernel, Path initrd, Path commandLine, Path lock, Path manifest, Path bill) {}
