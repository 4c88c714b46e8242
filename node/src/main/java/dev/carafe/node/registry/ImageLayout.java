package dev.carafe.node.registry;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A folder with container images.
///
/// Source: [OCI image
/// layout](https://github.com/opencontainers/image-spec/blob/main/image-layout.md).
record ImageLayout(Path folder) {
  private static final String PREFIX = "sha256:";
  private static final int DIGEST_LENGTH = PREFIX.length() + 64;

  /// An entry of the index: what a tag or a digest stands for.
  record Manifest(String mediaType, String digest) {}

  boolean exists() {
    return Files.isRegularFile(folder.resolve("oci-layout"));
  }

  /// The manifest with a tag or digest.
  Optional<Manifest> manifest(String reference) {
    for (Json.Struct entry : entries()) {
      String digest = entry.text("digest").orElse("");
      if (digest.equals(reference) || tag(entry).filter(reference::equals).isPresent()) {
        return Optional.of(new Manifest(entry.text("mediaType").orElse(""), digest));
      }
    }
    return Optional.empty();
  }

  /// The file with a digest; empty where the digest is none of SHA-256, or is not in the layout.
  Optional<Path> blob(String digest) {
    return isDigest(digest)
        ? Optional.of(folder.resolve("blobs/sha256").resolve(digest.substring(PREFIX.length())))
            .filter(Files::isRegularFile)
        : Optional.empty();
  }

  private List<Json.Struct> entries() {
    try {
      Json index = JsonReader.read(Files.readString(folder.resolve("index.json")));
      return index instanceof Json.Struct object ? object.objects("manifests") : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read image index: " + e.getMessage(), e);
    }
  }

  private static Optional<String> tag(Json.Struct entry) {
    return entry
        .member("annotations")
        .flatMap(value ->
            value instanceof Json.Struct annotations
                ? annotations.text("org.opencontainers.image.ref.name")
                : Optional.empty());
  }

  private static boolean isDigest(String digest) {
    return digest.length() == DIGEST_LENGTH
        && digest.startsWith(PREFIX)
        && digest
            .chars()
            .skip(PREFIX.length())
            .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
