package dev.carafe.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The name servers that the network gave to the host, which pods ask themselves: the host's own
/// resolver listens only on the host's loopback.
///
/// Source: [resolv.conf(5)](https://man7.org/linux/man-pages/man5/resolv.conf.5.html), as
/// systemd-resolved writes it.
public record NameServers(Path resolvConf) {
  private static final String KEYWORD = "nameserver ";

  /// The servers now; none where the file is not there yet.
  public List<String> read() {
    try {
      return Files.readAllLines(resolvConf).stream()
          .filter(line -> line.startsWith(KEYWORD))
          .map(line -> line.substring(KEYWORD.length()).strip())
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }
}
