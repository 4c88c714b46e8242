package dev.carafe.image.oci;

import dev.carafe.image.oci.OciImage.Layer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// The layers of an image laid over each other: what a container sees.
///
/// Owners, modes, times and extended attributes stay as they are, as each member goes into the new
/// archive byte for byte.
///
/// Source: [OCI image specification 1.1](https://github.com/opencontainers/image-spec), `layer.md`,
/// sections "Applying Changesets" and "Whiteouts".
public final class LayerStack {
  private static final int BUFFER = 1 << 16;
  private static final int END = 1024;

  private final Path image;
  private final NavigableMap<String, LayerMember> members = new TreeMap<>();

  private LayerStack(Path image) {
    this.image = image;
  }

  /// Lays the layers of an image over each other.
  ///
  /// @param work a folder for the layers unpacked, as long as this is used
  /// @throws BadImageException where one of them cannot be read
  public static LayerStack of(OciImage image, Path work) throws IOException {
    LayerStack stack = new LayerStack(image.folder());
    for (int i = 0; i < image.layers().size(); i++) {
      stack.add(image.layers().get(i), work.resolve("layer" + i));
    }
    return stack;
  }

  private void add(Layer layer, Path archive) throws IOException {
    try (InputStream in = unpacking(layer)) {
      Files.copy(in, archive);
    } catch (IOException e) {
      throw new BadImageException(image, "a layer cannot be unpacked: " + e.getMessage());
    }
    List<LayerMember> upper;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), BUFFER)) {
      upper = LayerMember.read(archive, in);
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new BadImageException(image, "a layer is no tar archive: " + e.getMessage());
    }
    upper.stream().filter(LayerMember::isWhiteout).forEach(this::hide);
    upper.stream().filter(member -> !member.isWhiteout()).forEach(this::put);
  }

  private InputStream unpacking(Layer layer) throws IOException {
    InputStream in = Files.newInputStream(layer.file());
    String type = layer.mediaType();
    if (type.endsWith("gzip")) {
      return new GZIPInputStream(in, BUFFER);
    }
    if (type.endsWith("tar")) {
      return in;
    }
    in.close();
    throw new IOException("expected a layer packed by gzip or not at all, found '" + type + "'");
  }

  private void hide(LayerMember whiteout) {
    String path = whiteout.hidden();
    below(path).clear();
    if (!whiteout.isOpaque()) {
      members.remove(path);
    }
  }

  private void put(LayerMember member) {
    if (!member.isDirectory()) {
      below(member.path()).clear();
    }
    members.put(member.path(), member);
  }

  /// `0` follows `/`.
  private NavigableMap<String, LayerMember> below(String path) {
    return path.isEmpty() ? members : members.subMap(path + "/", true, path + "0", false);
  }

  /// The text of a file, where there is one.
  public Optional<String> text(String path) throws IOException {
    LayerMember member = members.get(path);
    if (member != null && member.isHardLink()) {
      member = members.get(member.target());
    }
    return member == null
        ? Optional.empty()
        : Optional.of(new String(member.content().bytes(), StandardCharsets.UTF_8));
  }

  /// Writes all of it as one tar archive, hard links behind what they are links to.
  ///
  /// @throws BadImageException where a hard link is to something that a higher layer has taken away
  public void write(WritableByteChannel target) throws IOException {
    for (LayerMember member : members.values()) {
      if (!member.isHardLink()) {
        member.raw().writeTo(target);
      }
    }
    for (LayerMember link : members.values()) {
      if (link.isHardLink()) {
        if (!members.containsKey(link.target())) {
          throw new BadImageException(
              image,
              "%s is a hard link to %s, which is not there".formatted(link.path(), link.target()));
        }
        link.raw().writeTo(target);
      }
    }
    for (ByteBuffer end = ByteBuffer.allocate(END); end.hasRemaining(); ) {
      target.write(end);
    }
  }
}
