package dev.carafe.cli.node;

import dev.carafe.settings.json.Json;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// Changes that wait on a node under a name that nobody else has.
record Transaction(NodeClient node, String name) implements AutoCloseable {
  private static final int RANDOM_BYTES = 8;

  static Transaction begin(NodeClient node) {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new Transaction(node, "carafe-" + HexFormat.of().formatHex(random));
  }

  /// A request that has the transaction as its parameter.
  NodeAnswer send(String method, String path, String body) {
    char separator = path.contains("?") ? '&' : '?';
    return node.send(method, path + separator + "tx=" + name, body);
  }

  /// Lets the changes take effect.
  ///
  /// @return the keys that changed
  List<String> commit() {
    return send("POST", "/tx/commit_and_apply", "").texts();
  }

  /// What the changes would do.
  Json.Struct preview() {
    return send("GET", "/v1/settings/dry-run", "").struct();
  }

  /// Forgets the changes, if they are still there.
  @Override
  public void close() {
    try {
      send("DELETE", "/tx", "");
    } catch (NodeException _) {
      // they wait in memory for nobody; what went wrong before is what counts
    }
  }
}
