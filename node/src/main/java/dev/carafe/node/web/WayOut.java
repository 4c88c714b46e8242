package dev.carafe.node.web;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How servers far away are reached: through a proxy or not, and with the certificates that the
/// system trusts.
///
/// @param proxy `HOST:PORT`, perhaps with a scheme before it
/// @param direct hosts, and domains with a dot before them, that are reached without it
/// @param authorities a file of certificates in PEM
public record WayOut(Optional<String> proxy, List<String> direct, Path authorities) {
  private static final int USUAL_PORT = 3128;

  public WayOut {
    direct = List.copyOf(direct);
  }

  /// As `settings.network` has it.
  ///
  /// @param root below which is the system's file of authorities
  public static WayOut read(SettingsTree settings, Path root) {
    Optional<String> proxy =
        settings.get(Key.of("network", "https-proxy")).orElse(new Json.Null())
                instanceof Json.Text(String text)
            ? Optional.of(text)
            : Optional.empty();
    List<String> direct = new ArrayList<>();
    if (settings.get(Key.of("network", "no-proxy")).orElse(new Json.Null())
        instanceof Json.Array(List<Json> hosts)) {
      for (Json host : hosts) {
        if (host instanceof Json.Text(String text)) {
          direct.add(text);
        }
      }
    }
    return new WayOut(proxy, direct, root.resolve("etc/ssl/certs/ca-certificates.crt"));
  }

  /// The client for an address.
  ///
  /// @throws IOException where the certificates cannot be read
  public WebClient to(URI address) throws IOException {
    String host = String.valueOf(address.getHost());
    WebClient client =
        proxy.isEmpty() || isDirect(host)
            ? WebClient.direct(TimeLimits.far())
            : WebClient.through(proxy(proxy.get()), TimeLimits.far());
    return "https".equals(address.getScheme())
        ? client.with(new Authorities(authorities).socketFactory())
        : client;
  }

  private boolean isDirect(String host) {
    for (String one : direct) {
      String domain = one.startsWith(".") ? one : "." + one;
      if (host.equals(one) || host.endsWith(domain)) {
        return true;
      }
    }
    return false;
  }

  private static Proxy proxy(String text) {
    URI uri = URI.create(text.contains("://") ? text : "http://" + text);
    int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
    return new Proxy(
        Proxy.Type.HTTP, InetSocketAddress.createUnresolved(String.valueOf(uri.getHost()), port));
  }
}
