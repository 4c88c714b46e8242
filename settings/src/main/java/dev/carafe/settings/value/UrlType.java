package dev.carafe.settings.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// A URL, or its part from the host on: Bottlerocket takes `localhost:8080` and `example.com/path`
/// for URLs too, and so do its users.
///
/// Source: [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986).
public record UrlType() implements TextType {

  @Override
  public String name() {
    return "url";
  }

  @Override
  public String noun() {
    return "a URL";
  }

  @Override
  public String example() {
    return "\"https://example.com/path\"";
  }

  @Override
  public Optional<String> fault(String text) {
    if (text.isEmpty()) {
      return Optional.of("it is empty");
    }
    int scheme = text.indexOf("://");
    try {
      URI uri = new URI(scheme < 0 ? "http://" + text : text);
      String authority = uri.getRawAuthority();
      if (authority == null && !"unix".equals(uri.getScheme())) {
        return Optional.of("it names no host");
      }
      return authority == null ? Optional.empty() : authority(authority);
    } catch (URISyntaxException _) {
      return Optional.of(reason(text));
    }
  }

  private static Optional<String> authority(String authority) {
    String server = authority.substring(authority.lastIndexOf('@') + 1);
    int bracket = server.indexOf(']');
    int colon = server.indexOf(':', Math.max(bracket, 0));
    String host = colon < 0 ? server : server.substring(0, colon);
    if (host.isEmpty()) {
      return Optional.of("it names no host");
    }
    if (colon >= 0 && !IpAddressType.isDecimal(server.substring(colon + 1), 65_535)) {
      return Optional.of("the port is not 0 to 65535");
    }
    if (bracket > 0) {
      return IpAddressType.isVersion6(host.substring(1, host.length() - 1))
          ? Optional.empty()
          : Optional.of("'" + host + "' is no IPv6 address");
    }
    String name = host.startsWith(".") ? host.substring(1) : host; // a suffix of domains
    return new HostType().fault(name).map(why -> "of the host, " + why);
  }

  private static String reason(String text) {
    return Characters.firstOther(text, Characters.ALPHANUMERIC + "-._~:/?#[]@!$&'()*+,;=%")
        .orElse("it is not written as one");
  }
}
