package dev.carafe.image.archive;

import java.net.URI;
import java.util.List;

/// Which suites packages come from, the preferred first where two have the same version.
///
/// @param component `main`
/// @param architecture `amd64`; its index lists the packages for all architectures too
public record ArchiveConfig(List<ArchiveSuite> suites, String component, String architecture) {

  /// Where Debian's archive is by default.
  public static final URI DEBIAN = URI.create("http://deb.debian.org/debian/");

  /// Where Debian's archive of security updates is by default.
  public static final URI DEBIAN_SECURITY = URI.create("http://deb.debian.org/debian-security/");

  public ArchiveConfig {
    suites = List.copyOf(suites);
    if (suites.isEmpty()) {
      throw new IllegalArgumentException("an archive without suites");
    }
  }

  /// Debian 13: the release, its updates, its security updates.
  public static ArchiveConfig trixie(URI mirror, URI securityMirror) {
    List<PinnedKey> archive = ArchiveKey.of(ArchiveKey.Role.ARCHIVE);
    List<PinnedKey> security = ArchiveKey.of(ArchiveKey.Role.SECURITY);
    return new ArchiveConfig(
        List.of(
            new ArchiveSuite("trixie", mirror, archive, false),
            new ArchiveSuite("trixie-updates", mirror, archive, true),
            new ArchiveSuite("trixie-security", securityMirror, security, true)),
        "main",
        "amd64");
  }

  /// Debian 13 from its own mirrors.
  public static ArchiveConfig trixie() {
    return trixie(DEBIAN, DEBIAN_SECURITY);
  }

  /// The suite of a name.
  ArchiveSuite demandSuite(String name) {
    return suites.stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UnknownSuiteException(name, suites.stream().map(ArchiveSuite::name).toList()));
  }
}
