package dev.carafe.cli.node;

import dev.carafe.settings.json.Json;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// Changes that wait on a node under a name that nobody else has, until they are committed or
/// forgotten.
final class Transaction implements AutoCloseable {
  private static final int RANDOM_BYTES = 8;

  private final NodeClient node;
  private final String name;
  private boolean waits;

  private Transaction(NodeClient node, String name) {
    this.node = node;
    this.name = name;
  }

  static Transaction begin(NodeClient node) {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new Transaction(node, "carafe-" + HexFormat.of().formatHex(random));
  }

  /// Adds what a request brings. One that fails may have brought it all the same.
  void stage(String method, String path, String body) {
    waits = true;
    send(method, path, body);
  }

  /// Lets the changes take effect.
  ///
  /// @return the keys that changed
  List<String> commit() {
    List<String> keys = send("POST", "/tx/commit_and_apply", "").texts();
    waits = false;
    return keys;
  }

  /// Lets the changes take effect for a time.
  void tryOut(int seconds) {
    send("POST", "/v1/settings/try?seconds=" + seconds, "");
    waits = false;
  }

  /// What the changes would do.
  Json.Struct preview() {
    return send("GET", "/v1/settings/dry-run", "").struct();
  }

  private NodeAnswer send(String method, String path, String body) {
    char separator = path.contains("?") ? '&' : '?';
    return node.send(method, path + separator + "tx=" + name, body);
  }

  /// Forgets the changes, if they are still there.
  @Override
  public void close() {
    if (!waits) {
      return;
    }
    try {
      send("DELETE", "/tx", "");
    } catch (NodeException _) {
      // they wait in memory for nobody; what went wrong before is what counts
    }
  }
}
