package dev.carafe.image;

import dev.carafe.image.archive.PackageLock;
import dev.carafe.image.component.Blueprint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What to build and from what.
///
/// @param version of the system, as its users see it
/// @param applications the Java applications that a component may name
/// @param lock the packages to build from; without one they are resolved anew
/// @param time the time of every file; without one, that of the newest file of any package
/// @param updates where the system gets its updates from, where it gets any
/// @param secureBoot with what the boot files are signed; without it, they are not
/// @param output the folder for what is made
public record BuildRequest(
    Blueprint blueprint,
    String version,
    Applications applications,
    Optional<PackageLock> lock,
    Optional<Instant> time,
    Optional<UpdateSource> updates,
    Optional<SecureBoot> secureBoot,
    Path output) {}
