package dev.carafe.image.oci;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.component.Component.ContainerStart;
import dev.carafe.image.content.Content;
import dev.carafe.image.manifest.Json;
import dev.carafe.image.tar.TarArchive;
import dev.carafe.image.tree.TreeEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// A container image of one layer, as an OCI image layout in a folder of its own. The same tree
/// gives the same bytes.
///
/// Source: [OCI image specification 1.1](https://github.com/opencontainers/image-spec),
/// `image-layout.md`.
///
/// @param digest of its manifest
/// @param layer the file of its layer
/// @param config its configuration
public record ContainerImage(Path folder, Sha256 digest, Path layer, Content config) {

  /// Writes an image.
  ///
  /// @param entries of its tree, directories before what is in them
  /// @param time of all its files
  public static ContainerImage write(
      Path folder, String tag, List<TreeEntry> entries, ContainerStart start, Instant time)
      throws IOException {
    Path blobs = Files.createDirectories(folder.resolve("blobs/sha256"));
    Path part = folder.resolve(".layer.part");
    MessageDigest packed = Sha256.digest();
    MessageDigest unpacked = Sha256.digest();
    try (OutputStream file = new DigestOutputStream(Files.newOutputStream(part), packed);
        OutputStream gzip = new GZIPOutputStream(file, 1 << 16);
        OutputStream tar = new DigestOutputStream(gzip, unpacked)) {
      TarArchive.write(Channels.newChannel(tar), entries, time);
    }
    Sha256 layerDigest = Sha256.of(packed.digest(), 0);
    Path layer =
        Files.move(part, blobs.resolve(layerDigest.hex()), StandardCopyOption.REPLACE_EXISTING);
    byte[] config =
        ImageDocuments.config(
            Sha256.of(unpacked.digest(), 0), start.command(), start.environment(), time);
    byte[] manifest =
        ImageDocuments.manifest(
            config, Descriptor.of(ImageDocuments.GZIPPED_LAYER, layerDigest, Files.size(layer)));
    Files.write(blobs.resolve(Sha256.of(config).hex()), config);
    Files.write(blobs.resolve(Sha256.of(manifest).hex()), manifest);
    Files.writeString(folder.resolve("oci-layout"), ImageDocuments.LAYOUT);
    Files.writeString(folder.resolve("index.json"), ImageDocuments.index(manifest, tag));
    return new ContainerImage(folder, Sha256.of(manifest), layer, Content.of(config));
  }

  /// Writes it once more, as `docker save` does.
  ///
  /// Source: [Docker image specification
  /// 1.2](https://github.com/moby/docker-image-spec/blob/main/v1.2.md).
  public void writeArchive(Path file, Instant time) throws IOException {
    String manifest =
        Json.document(json -> {
          json.writeStartArray();
          json.writeStartObject();
          json.writeStringField("Config", "config.json");
          json.writeNullField("RepoTags");
          json.writeArrayFieldStart("Layers");
          json.writeString("layer.tar.gz");
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndArray();
        });
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      TarArchive.write(
          channel,
          List.of(
              new TreeEntry.RegularFile("config.json", 0644, config),
              new TreeEntry.RegularFile("layer.tar.gz", 0644, Content.of(layer)),
              new TreeEntry.RegularFile("manifest.json", 0644, Content.of(manifest))),
          time);
    }
  }
}
