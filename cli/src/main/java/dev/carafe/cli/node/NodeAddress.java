package dev.carafe.cli.node;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Where a node's API is.
///
/// @param host a name or an address, without brackets
record NodeAddress(String host, int port) {
  private static final int USUAL_PORT = 7443;

  /// Reads `HOST`, `HOST:PORT` or `[ADDRESS]:PORT`; empty where the text is none of them.
  static Optional<NodeAddress> parse(String text) {
    try {
      URI uri = new URI("https://" + text).parseServerAuthority();
      boolean bare = text.equals(uri.getRawAuthority()) && uri.getRawUserInfo() == null;
      if (!bare || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65535) {
        return Optional.empty();
      }
      String host = uri.getHost().replace("[", "").replace("]", "");
      return Optional.of(new NodeAddress(host, uri.getPort() < 0 ? USUAL_PORT : uri.getPort()));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  URI at(String pathAndQuery) {
    return URI.create("https://" + this + pathAndQuery);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
