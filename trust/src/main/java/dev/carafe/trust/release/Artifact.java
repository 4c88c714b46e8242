package dev.carafe.trust.release;

import java.util.Optional;

/// A file of a release, as a target of the repository that lists the release. The digest of all of
/// it is in the repository's metadata, and so it is not here too.
///
/// @param target the target's path, `plain/x86_64/1.3.0/usr.full`
/// @param size of the target, in bytes: what is downloaded
/// @param unpacked what it becomes, in bytes
/// @param head what it begins with, where it is part of a payload
public record Artifact(String target, long size, long unpacked, Optional<Head> head) {

  public Artifact {
    Names.demand(target, Names.pathFault(target));
    if (size < 0 || unpacked < 0) {
      throw new IllegalArgumentException("a size is negative: " + size + ", " + unpacked);
    }
  }

  /// One that is only fetched whole.
  public Artifact(String target, long size, long unpacked) {
    this(target, size, unpacked, Optional.empty());
  }

  /// The same file with what it begins with.
  public Artifact with(Head beginning) {
    return new Artifact(target, size, unpacked, Optional.of(beginning));
  }
}
