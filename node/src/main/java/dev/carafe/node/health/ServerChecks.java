package dev.carafe.node.health;

import dev.carafe.node.web.Authorities;
import dev.carafe.node.web.Call;
import dev.carafe.node.web.TimeLimits;
import dev.carafe.node.web.WebClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/// Asks servers, directly: a proxy would answer for them.
///
/// @param authorities that a server's certificate must be of
record ServerChecks(Authorities authorities) {

  Optional<String> fault(Check.HttpAnswer check, Duration limit) {
    WebClient client = WebClient.direct(new TimeLimits(limit, limit, limit));
    try {
      boolean encrypted = "https".equals(check.url().getScheme());
      int status =
          (encrypted ? client.with(authorities.socketFactory()) : client)
              .send(Call.get(check.url()))
              .status();
      return check.isGood(status)
          ? Optional.empty()
          : Optional.of("status " + status + ", expected " + check.expected());
    } catch (IOException e) {
      return Optional.of(why(e));
    }
  }

  Optional<String> fault(Check.TcpConnection check, Duration limit) {
    InetSocketAddress address = new InetSocketAddress(check.host(), check.port());
    try (Socket socket = new Socket()) {
      socket.connect(address, Math.toIntExact(limit.toMillis()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(why(e));
    }
  }

  private static String why(IOException e) {
    return e instanceof UnknownHostException
        ? "its name has no address: " + e.getMessage()
        : String.valueOf(e.getMessage());
  }
}
