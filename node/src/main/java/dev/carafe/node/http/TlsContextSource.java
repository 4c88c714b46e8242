package dev.carafe.node.http;

import javax.net.ssl.SSLContext;

/// Our certificate, and whom we let in, as of now.
@FunctionalInterface
public interface TlsContextSource {

  /// The context for a connection that begins now. The same object for as long as nothing has
  /// changed: connections that began with another one are closed. It is asked often, so it answers
  /// from memory.
  SSLContext current();
}
