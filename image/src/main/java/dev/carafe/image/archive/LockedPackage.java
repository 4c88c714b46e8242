package dev.carafe.image.archive;

import dev.carafe.disk.bytes.Sha256;
import java.util.regex.Pattern;

/// Exactly one package file: enough to fetch it, to verify it, and to name it in a bill of
/// materials.
///
/// @param suite where its mirror is found
/// @param path below the mirror: `pool/main/z/zstd/zstd_1.5.7+dfsg-1_amd64.deb`
/// @param size of the package file in bytes
public record LockedPackage(
    String name,
    DebianVersion version,
    String architecture,
    String suite,
    String path,
    long size,
    Sha256 digest,
    String source,
    DebianVersion sourceVersion) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+.,_~%:/-]*");

  public LockedPackage {
    demand(NAME, "package name", name);
    demand(WORD, "architecture", architecture);
    demand(WORD, "suite", suite);
    demand(NAME, "source name", source);
    demand(PATH, "path", path);
    if (path.contains("..") || size < 1) {
      throw new IllegalArgumentException("path '%s' of %d bytes".formatted(path, size));
    }
  }

  private static void demand(Pattern form, String what, String value) {
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException("not a %s: '%s'".formatted(what, value));
    }
  }

  /// Name and version, as a person reads them.
  public String title() {
    return name + " " + version;
  }
}
