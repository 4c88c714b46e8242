package dev.carafe.image.oci;

import dev.carafe.image.content.Content;
import dev.carafe.image.content.Sha256;
import dev.carafe.image.manifest.Json;
import dev.carafe.image.tar.TarArchive;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// A container image of one static program, as an OCI image layout in a folder.
///
/// Source: [OCI image specification 1.1](https://github.com/opencontainers/image-spec),
/// `image-layout.md`.
public final class ImageLayout {
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private ImageLayout() {}

  /// Adds the layout to a tree.
  ///
  /// @param folder where it goes
  /// @param program what stands at the path of the command's first word
  public static void addTo(
      FileTree tree,
      String folder,
      String tag,
      Content program,
      List<String> command,
      Instant time,
      String owner) {
    byte[] layer = layer(program, command.getFirst(), time);
    byte[] config = bytes(config(Sha256.of(layer), command, time));
    byte[] manifest = bytes(manifest(config, layer));
    tree.text(folder + "/oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}\n", owner);
    tree.text(folder + "/index.json", index(manifest, tag), owner);
    for (byte[] blob : List.of(layer, config, manifest)) {
      tree.file(folder + "/blobs/sha256/" + Sha256.of(blob).hex(), Content.of(blob), false, owner);
    }
  }

  private static byte[] layer(Content program, String path, Instant time) {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try {
      TarArchive.write(
          Channels.newChannel(tar),
          List.of(new TreeEntry.RegularFile(path.substring(1), 0755, program)),
          time);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write a layer: " + e.getMessage(), e);
    }
    return tar.toByteArray();
  }

  private static String config(Sha256 layer, List<String> command, Instant time) {
    return Json.document(json -> {
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

  private static String manifest(byte[] config, byte[] layer) {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", 2);
      json.writeStringField("mediaType", MANIFEST);
      json.writeFieldName("config");
      Descriptor.of(CONFIG, config).write(json);
      json.writeArrayFieldStart("layers");
      Descriptor.of(LAYER, layer).write(json);
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static String index(byte[] manifest, String tag) {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", 2);
      json.writeArrayFieldStart("manifests");
      Descriptor.of(MANIFEST, manifest).tagged(tag).write(json);
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
