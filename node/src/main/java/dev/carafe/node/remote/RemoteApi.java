package dev.carafe.node.remote;

import dev.carafe.node.configuration.Reaction;
import dev.carafe.node.host.Journal;
import dev.carafe.node.http.Handler;
import dev.carafe.node.http.HttpServer;
import dev.carafe.node.identity.ClientTrust;
import dev.carafe.node.identity.NodeIdentity;
import dev.carafe.node.identity.NodeTls;
import dev.carafe.node.status.RemoteAccess;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The API over the network, as `settings.api.remote` has it: there while it is enabled, with other
/// authorities and revocations at once, on another port when that changes.
public final class RemoteApi implements Reaction, AutoCloseable {
  private static final Key REMOTE = Key.of("api", "remote");

  private final Path directory;
  private final Handler handler;
  private final StatusBoard board;
  private final Journal journal;
  private Optional<NodeIdentity> identity = Optional.empty();
  private Optional<Listening> listening = Optional.empty();

  private record Listening(int port, HttpServer server, NodeTls tls) {}

  /// @param directory where the node's key is kept
  /// @param handler for callers with a certificate
  public RemoteApi(Path directory, Handler handler, StatusBoard board, Journal journal) {
    this.directory = directory;
    this.handler = handler;
    this.board = board;
    this.journal = journal;
  }

  /// The node's identity, which is made when somebody first needs it.
  public synchronized NodeIdentity identity() {
    NodeIdentity known = identity.orElseGet(() -> NodeIdentity.open(directory, Clock.systemUTC()));
    identity = Optional.of(known);
    return known;
  }

  @Override
  public synchronized void apply(SettingsTree settings) {
    Json.Struct remote =
        settings.get(REMOTE).orElse(new Json.Null()) instanceof Json.Struct found
            ? found
            : Json.object().build();
    if (!remote.member("enabled").equals(Optional.of(Json.of(true)))) {
      close();
      return;
    }
    ClientTrust trust = trust(remote);
    int port =
        remote.member("port").orElse(Json.of(0)) instanceof Json.Numeral(String literal)
            ? Integer.parseInt(literal)
            : 0;
    if (listening.isPresent() && listening.get().port() == port) {
      listening.get().tls().trust(trust);
      return;
    }
    close();
    NodeTls tls = new NodeTls(identity(), trust, journal);
    HttpServer server = HttpServer.onTlsPort(new InetSocketAddress(port), tls, handler);
    listening = Optional.of(new Listening(port, server, tls));
    show();
  }

  /// Lets everybody see how to reach the node, and by what to know it.
  public synchronized void show() {
    Optional<RemoteAccess> access =
        listening.map(open -> new RemoteAccess(open.port(), identity().fingerprint()));
    board.update(status -> status.with(access));
  }

  private static ClientTrust trust(Json.Struct remote) {
    String authorities = remote.text("client-authorities").orElse("");
    String pem = new String(Base64.getDecoder().decode(authorities), StandardCharsets.UTF_8);
    List<String> revoked = new ArrayList<>();
    if (remote.member("revoked-serials").orElse(new Json.Null())
        instanceof Json.Array(List<Json> serials)) {
      for (Json serial : serials) {
        if (serial instanceof Json.Text(String text)) {
          revoked.add(text);
        }
      }
    }
    return ClientTrust.of(pem, revoked, Clock.systemUTC());
  }

  /// Stops listening.
  @Override
  public synchronized void close() {
    listening.ifPresent(open -> open.server().close());
    listening = Optional.empty();
    board.update(status -> status.with(Optional.empty()));
  }
}
