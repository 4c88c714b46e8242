package dev.carafe.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Debian's keys whose signatures on an index are believed, each pinned by the fingerprint of the
/// very key that signs.
///
/// Source: package `debian-archive-keyring` 2025.1, and
/// [ftp-master.debian.org/keys.html](https://ftp-master.debian.org/keys.html).
enum ArchiveKey {
  TRIXIE_AUTOMATIC(Role.ARCHIVE, "trixie-automatic", "B8E5F13176D2A7A75220028078DBA3BC47EF2265"),
  TRIXIE_STABLE(Role.ARCHIVE, "trixie-stable", "41587F7DB8C774BCCF131416762F67A0B2C39DE4"),
  TRIXIE_SECURITY(
      Role.SECURITY, "trixie-security-automatic", "89C87ACEA5DD6B8E6A7068808E9F831205B4BA95"),
  BOOKWORM_AUTOMATIC(
      Role.ARCHIVE, "bookworm-automatic", "4CB50190207B4758A3F73A796ED0E7B82643E131"),
  BOOKWORM_STABLE(Role.ARCHIVE, "bookworm-stable", "4D64FEC119C2029067D6E791F8D2585B8783D481"),
  BOOKWORM_SECURITY(
      Role.SECURITY, "bookworm-security-automatic", "B0CAB9266E8C3929798B3EEEBDE6D2B9216EC7A8");

  private final Role role;
  private final String resource;
  private final String fingerprint;

  ArchiveKey(Role role, String resource, String fingerprint) {
    this.role = role;
    this.resource = resource;
    this.fingerprint = fingerprint;
  }

  /// The keys that sign one of Debian's two archives.
  static List<PinnedKey> of(Role role) {
    return Arrays.stream(values()).filter(key -> key.role == role).map(ArchiveKey::pinned).toList();
  }

  private PinnedKey pinned() {
    String path = "keys/" + resource + ".asc";
    try (InputStream in = ArchiveKey.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + path);
      }
      return new PinnedKey(fingerprint, new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read resource " + path, e);
    }
  }

  /// Whose indexes a key signs.
  enum Role {
    ARCHIVE,
    SECURITY
  }
}
