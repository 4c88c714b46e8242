package dev.carafe.image.archive;

import java.net.URI;
import java.util.List;

/// One suite of an archive and where it comes from.
///
/// @param name its codename: `trixie-security`
/// @param mirror the archive's root, ending in `/`
/// @param keys who may sign its index
/// @param expires whether its index must say how long it is valid; it then is for a week
public record ArchiveSuite(String name, URI mirror, List<PinnedKey> keys, boolean expires) {

  public ArchiveSuite {
    mirror = mirror.toString().endsWith("/") ? mirror : URI.create(mirror + "/");
    keys = List.copyOf(keys);
  }

  URI release() {
    return mirror.resolve("dists/" + name + "/InRelease");
  }

  /// An index under the name that changes with its content, so that a mirror in the middle of an
  /// update still has it.
  URI byDigest(String directory, Release.IndexFile file) {
    return mirror.resolve(
        "dists/%s/%s/by-hash/SHA256/%s".formatted(name, directory, file.digest()));
  }
}
