package dev.carafe.image.content;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The proxy that `http_proxy`, `https_proxy` and `no_proxy` name, as every downloader on Unix
/// reads them.
///
/// @param environment variables by name
record EnvironmentProxy(Map<String, String> environment) {

  EnvironmentProxy {
    environment = Map.copyOf(environment);
  }

  ProxySelector selector() {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return List.of(proxyFor(uri));
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    };
  }

  Proxy proxyFor(URI uri) {
    return isDirect(uri.getHost())
        ? Proxy.NO_PROXY
        : variable(uri.getScheme() + "_proxy")
            .map(EnvironmentProxy::proxyAt)
            .orElse(Proxy.NO_PROXY);
  }

  private boolean isDirect(String host) {
    return variable("no_proxy").stream()
        .flatMap(names -> Stream.of(names.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith(suffix(name)));
  }

  private static String suffix(String name) {
    return name.startsWith(".") ? name : "." + name;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }

  private static Proxy proxyAt(String address) {
    URI uri = URI.create(address.contains("://") ? address : "http://" + address);
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
  }
}
