package dev.carafe.node.update.slots;

import dev.carafe.disk.bytes.Sha256;
import java.nio.file.Path;

/// The kernel image of a release, in a file on the data partition.
///
/// @param size of the image; the file may be longer
record MadeKernel(Path file, long size, Sha256 digest) {}
