package dev.carafe.node.network;

import dev.carafe.node.host.SystemManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Gives systemd-networkd the network that was provided, in place of the image's: DHCP on every
/// card.
public final class NetworkSetup {
  private static final String NETWORKD = "systemd-networkd.service";

  private final Path root;
  private final SystemManager system;
  private Optional<NetConfig> config = Optional.empty();

  /// @param root `/` on a node
  public NetworkSetup(Path root, SystemManager system) {
    this.root = root;
    this.system = system;
  }

  /// Says which network there should be from the next [#apply] on.
  public synchronized void use(NetConfig wanted) {
    config = Optional.of(wanted);
  }

  /// Writes the files that have changed, and lets networkd read them if there were any.
  ///
  /// @throws UncheckedIOException where they cannot be written
  /// @throws dev.carafe.node.NodeException where networkd does not take them
  public synchronized void apply(NameServers nameServers) {
    if (config.isEmpty()) {
      return;
    }
    boolean changed = false;
    for (Map.Entry<String, String> file : NetworkdFiles.of(config.get(), nameServers).entrySet()) {
      changed |= write(root.resolve(file.getKey()), file.getValue());
    }
    if (changed) {
      system.reload(NETWORKD);
    }
  }

  private static boolean write(Path file, String text) {
    try {
      if (Files.exists(file) && Files.readString(file).equals(text)) {
        return false;
      }
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, text);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file + ": " + e.getMessage(), e);
    }
  }
}
