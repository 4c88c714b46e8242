package dev.carafe.node.http;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/// A request with its body.
///
/// @param path the path of the target, decoded once
/// @param headers by name in lower case
/// @param body read-only; each call gives it from its beginning
public record Request(
    String method,
    String path,
    Query query,
    Map<String, String> headers,
    ByteBuffer body,
    Peer peer) {

  public Request {
    headers = Map.copyOf(headers);
    body = body.asReadOnlyBuffer();
  }

  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }

  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /// The value of a query parameter; empty where it is absent.
  ///
  /// @throws RefusedRequest where the name comes twice
  public Optional<String> query(String name) {
    return query.value(name);
  }

  /// The body as text, whatever its type.
  ///
  /// @throws RefusedRequest where the body is not UTF-8
  public String bodyText() {
    return Utf8.decode(body(), "the body");
  }

  /// Whether the connection may be used again after the answer (RFC 9112, section 9.3).
  boolean keepsConnection() {
    for (String option : header("connection").orElse("").split(",", -1)) {
      if (option.strip().equalsIgnoreCase("close")) {
        return false;
      }
    }
    return true;
  }
}
