package dev.carafe.cli.release;

import dev.carafe.trust.release.Version;
import dev.carafe.trust.release.Waves;
import java.util.Optional;

/// What is said of a release beside what its build says.
///
/// @param least the oldest version from which it may be installed; any where it is empty
/// @param most the newest; not older than that
/// @param notes what is new, for people
public record ReleaseTerms(
    Optional<Version> least, Optional<Version> most, String notes, Waves waves) {}
