package dev.carafe.node.api;

import dev.carafe.node.api.Exchange.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The container images that came with the system, as a registry serves them: so they arrive in
/// containerd as any other image does.
///
/// Source: [OCI distribution specification
/// 1.1](https://github.com/opencontainers/distribution-spec), pull only.
public final class PreloadedImages {
  private static final Pattern MANIFEST =
      Pattern.compile("/v2/([a-z0-9-]+)/manifests/(?:sha256:([0-9a-f]{64})|[\\w.-]+)");
  private static final Pattern BLOB =
      Pattern.compile("/v2/([a-z0-9-]+)/blobs/sha256:([0-9a-f]{64})");
  private static final Pattern TAGGED =
      Pattern.compile("\"digest\"\\s*:\\s*\"sha256:([0-9a-f]{64})");

  private final Path folder;

  /// @param folder with an OCI image layout by image name
  public PreloadedImages(Path folder) {
    this.folder = folder;
  }

  Answer answer(String path) {
    if (path.equals("/v2/") || path.equals("/v2")) {
      return new Answer.Text("application/json", "{}");
    }
    Matcher blob = BLOB.matcher(path);
    if (blob.matches()) {
      return content(blob.group(1), blob.group(2), "application/octet-stream");
    }
    Matcher manifest = MANIFEST.matcher(path);
    if (manifest.matches()) {
      String name = manifest.group(1);
      return Optional.ofNullable(manifest.group(2))
          .or(() -> tagged(name))
          .map(digest -> content(name, digest, "application/vnd.oci.image.manifest.v1+json"))
          .orElseGet(() -> new Answer.Missing("no image '" + name + "'"));
    }
    return new Answer.Missing("no such path");
  }

  private Answer content(String name, String digest, String type) {
    Path file = folder.resolve(name).resolve("blobs/sha256").resolve(digest);
    return Files.isRegularFile(file)
        ? new Answer.Content(type, file)
        : new Answer.Missing("no blob " + digest);
  }

  /// The manifest that a layout's index names: a preloaded image has one tag.
  private Optional<String> tagged(String name) {
    try {
      Matcher matcher =
          TAGGED.matcher(Files.readString(folder.resolve(name).resolve("index.json")));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
