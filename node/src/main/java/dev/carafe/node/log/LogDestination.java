package dev.carafe.node.log;

import java.util.List;

/// A server that the journal is sent to.
///
/// @param name the user's own, which the file of its cursor is called after
/// @param tls whether the connection is encrypted and the server's certificate checked
/// @param units the systemd units whose entries are sent; all where it is empty
public record LogDestination(
    String name, Format format, String host, int port, boolean tls, List<String> units) {

  /// How an entry is written.
  public enum Format {
    /// One JSON object a line.
    JSON_LINES,
    /// RFC 5424 with octet counting.
    SYSLOG;

    /// As the settings write it.
    @Override
    public String toString() {
      return this == SYSLOG ? "syslog" : "json-lines";
    }
  }

  public LogDestination {
    units = List.copyOf(units);
  }

  /// What messages call the server.
  String address() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
