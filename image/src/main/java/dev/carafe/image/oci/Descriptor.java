package dev.carafe.image.oci;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.disk.bytes.Sha256;
import java.io.IOException;
import java.util.Optional;

/// How one part of an image names another. Source: OCI image specification 1.1, `descriptor.md`.
record Descriptor(String mediaType, Sha256 digest, long size, Optional<String> tag) {

  static Descriptor of(String mediaType, byte[] blob) {
    return new Descriptor(mediaType, Sha256.of(blob), blob.length, Optional.empty());
  }

  static Descriptor of(String mediaType, Sha256 digest, long size) {
    return new Descriptor(mediaType, digest, size, Optional.empty());
  }

  Descriptor tagged(String name) {
    return new Descriptor(mediaType, digest, size, Optional.of(name));
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("mediaType", mediaType);
    json.writeStringField("digest", "sha256:" + digest);
    json.writeNumberField("size", size);
    if (tag.isPresent()) {
      json.writeObjectFieldStart("annotations");
      json.writeStringField("org.opencontainers.image.ref.name", tag.get());
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
