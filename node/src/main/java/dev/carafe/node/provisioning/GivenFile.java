package dev.carafe.node.provisioning;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// A file that somebody gave the node. On a strange disk it may be a link to the node's own files,
/// so links are none.
///
/// @param source what problems call it
record GivenFile(Path path, String source) {

  boolean isThere() {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /// As user data.
  Provision userData() {
    if (!isThere()) {
      return Provision.none();
    }
    try {
      return Unpacking.of(source, bytes());
    } catch (IOException e) {
      return Provision.none().with(unreadable(e));
    }
  }

  /// As `net.toml`.
  Provision network() {
    if (!isThere()) {
      return Provision.none();
    }
    try {
      return Unpacking.ofNetwork(source, bytes());
    } catch (IOException e) {
      return Provision.none().with(unreadable(e));
    }
  }

  /// As manifests.
  Provision manifests() {
    try {
      return Unpacking.ofManifests(source, bytes());
    } catch (IOException e) {
      return Provision.none().with(unreadable(e));
    }
  }

  /// As a text of a provider's, which need not be strict; empty where it is not there.
  Optional<String> text() throws IOException {
    return isThere() ? Optional.of(new String(bytes(), StandardCharsets.UTF_8)) : Optional.empty();
  }

  /// One byte more than may be, at most.
  private byte[] bytes() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(Unpacking.LARGEST + 1);
    }
  }

  Problem unreadable(IOException e) {
    return new Problem(new Position(source, 1, 1), "could not read it: " + e.getMessage(), "");
  }
}
