package dev.carafe.node.update;

import dev.carafe.disk.verity.RootHash;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Version;
import java.util.Optional;

/// A system that is installed, or can be.
///
/// @param rootHash by which it is known from every other, of the same version too
public record SystemImage(Version version, String variant, String architecture, RootHash rootHash) {
  private static final String ROOT_HASH = "root_hash";

  /// The system that a release is.
  public static SystemImage of(Release release) {
    return new SystemImage(
        release.version(), release.variant(), release.architecture(), release.rootHash());
  }

  boolean isSame(SystemImage other) {
    return rootHash.equals(other.rootHash);
  }

  /// As Bottlerocket's API has it.
  Json.Struct json() {
    return builder().build();
  }

  /// With what tells it from others.
  Json.Struct wholeJson() {
    return builder().with(ROOT_HASH, rootHash.hex()).build();
  }

  private Json.Builder builder() {
    return Json.object()
        .with("arch", architecture)
        .with("version", version.toString())
        .with("variant", variant);
  }

  /// What [#wholeJson] wrote.
  ///
  /// @throws IllegalArgumentException where it is something else
  static SystemImage read(Json json) {
    if (json instanceof Json.Struct struct) {
      Optional<String> version = struct.text("version");
      return new SystemImage(
          Version.of(version.orElse("")),
          struct.text("variant").orElse(""),
          struct.text("arch").orElse(""),
          RootHash.of(struct.text(ROOT_HASH).orElse("")));
    }
    throw new IllegalArgumentException("it names no system");
  }

  /// `1.3.0`.
  @Override
  public String toString() {
    return version.toString();
  }
}
