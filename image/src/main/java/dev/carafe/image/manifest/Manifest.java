package dev.carafe.image.manifest;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.archive.LockedPackage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an image is made of: its name, its packages and, beside the image, the artefacts with their
/// digests. The format stands in `docs/formats/manifest.md`.
///
/// @param measurement what register 11 of a TPM holds once the kernel was started; beside an image
public record Manifest(
    SystemName name,
    List<LockedPackage> packages,
    Map<String, Artifact> artifacts,
    Optional<Sha256> measurement) {

  public Manifest {
    packages = List.copyOf(packages);
    artifacts = new TreeMap<>(artifacts);
  }

  /// A file that a build made.
  public record Artifact(String file, long size, Sha256 digest) {}

  /// The document.
  public String write() {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeStringField("variant", name.variant());
      json.writeStringField("version", name.version());
      json.writeStringField("build", name.build());
      json.writeStringField("architecture", "x86_64");
      json.writeArrayFieldStart("packages");
      for (LockedPackage locked : packages) {
        json.writeStartObject();
        json.writeStringField("name", locked.name());
        json.writeStringField("version", locked.version().toString());
        json.writeStringField("sha256", locked.digest().hex());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (!artifacts.isEmpty()) {
        json.writeObjectFieldStart("artifacts");
        for (Map.Entry<String, Artifact> artifact : artifacts.entrySet()) {
          json.writeObjectFieldStart(artifact.getKey());
          json.writeStringField("file", artifact.getValue().file());
          json.writeNumberField("size", artifact.getValue().size());
          json.writeStringField("sha256", artifact.getValue().digest().hex());
          json.writeEndObject();
        }
        json.writeEndObject();
      }
      if (measurement.isPresent()) {
        json.writeStringField("pcr11", measurement.get().hex());
      }
      json.writeEndObject();
    });
  }
}
