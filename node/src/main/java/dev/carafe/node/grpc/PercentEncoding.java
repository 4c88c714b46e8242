package dev.carafe.node.grpc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// How a status message is written in a header: UTF-8, with `%XX` for what a header cannot hold.
///
/// Source: [gRPC over HTTP/2,
/// responses](https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#responses).
final class PercentEncoding {
  private PercentEncoding() {}

  /// The text; what is no encoding stays as it is.
  static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return encoded;
    }
  }
}
