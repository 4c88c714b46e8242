package dev.carafe.node.http;

import java.util.Map;
import java.util.Optional;

/// A request without its body.
///
/// @param path the path of the target, undecoded
/// @param query what stood behind the question mark, undecoded; empty where nothing did
/// @param headers by name in lower case
public record Request(String method, String path, String query, Map<String, String> headers) {

  public Request {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /// Whether the connection may be used again after the answer (RFC 9112, section 9.3).
  boolean keepsConnection() {
    return !header("connection").orElse("").equalsIgnoreCase("close");
  }
}
