package dev.carafe.image.oci;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.manifest.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// The JSON documents of an image of one layer.
///
/// Source: [OCI image specification 1.1](https://github.com/opencontainers/image-spec),
/// `config.md`, `manifest.md`, `image-index.md`.
final class ImageDocuments {
  static final String PLAIN_LAYER = "application/vnd.oci.image.layer.v1.tar";
  static final String GZIPPED_LAYER = PLAIN_LAYER + "+gzip";

  /// The file `oci-layout`.
  static final String LAYOUT = "{\"imageLayoutVersion\": \"1.0.0\"}\n";

  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private ImageDocuments() {}

  /// @param layer the digest of what the layer is unpacked
  /// @param environment variables, as `NAME=VALUE`
  static byte[] config(Sha256 layer, List<String> command, List<String> environment, Instant time) {
    return bytes(json -> {
      json.writeStartObject();
      json.writeStringField("created", time.toString());
      json.writeStringField("architecture", "amd64");
      json.writeStringField("os", "linux");
      json.writeObjectFieldStart("config");
      json.writeArrayFieldStart("Entrypoint");
      for (String word : command) {
        json.writeString(word);
      }
      json.writeEndArray();
      if (!environment.isEmpty()) {
        json.writeArrayFieldStart("Env");
        for (String variable : environment) {
          json.writeString(variable);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeObjectFieldStart("rootfs");
      json.writeStringField("type", "layers");
      json.writeArrayFieldStart("diff_ids");
      json.writeString("sha256:" + layer);
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  static byte[] manifest(byte[] config, Descriptor layer) {
    return bytes(json -> {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", 2);
      json.writeStringField("mediaType", MANIFEST);
      json.writeFieldName("config");
      Descriptor.of(CONFIG, config).write(json);
      json.writeArrayFieldStart("layers");
      layer.write(json);
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  static String index(byte[] manifest, String tag) {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", 2);
      json.writeArrayFieldStart("manifests");
      Descriptor.of(MANIFEST, manifest).tagged(tag).write(json);
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static byte[] bytes(Json.Body body) {
    return Json.document(body).getBytes(StandardCharsets.UTF_8);
  }
}
