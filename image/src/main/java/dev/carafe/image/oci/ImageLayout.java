package dev.carafe.image.oci;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.content.Content;
import dev.carafe.image.tar.TarArchive;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.List;

/// A container image of one static program, as an OCI image layout in a folder.
///
/// Source: [OCI image specification 1.1](https://github.com/opencontainers/image-spec),
/// `image-layout.md`.
public final class ImageLayout {
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
    byte[] config = ImageDocuments.config(Sha256.of(layer), command, List.of(), time);
    byte[] manifest =
        ImageDocuments.manifest(config, Descriptor.of(ImageDocuments.PLAIN_LAYER, layer));
    tree.text(folder + "/oci-layout", ImageDocuments.LAYOUT, owner);
    tree.text(folder + "/index.json", ImageDocuments.index(manifest, tag), owner);
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
}
