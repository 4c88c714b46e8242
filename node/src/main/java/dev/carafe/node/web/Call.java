package dev.carafe.node.web;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request to another machine's HTTP server.
///
/// @param fields of the request's header, by name
/// @param body empty where there is none
public record Call(String method, URI address, Map<String, String> fields, String body) {

  public Call {
    fields = Map.copyOf(fields);
  }

  public static Call get(URI address) {
    return new Call("GET", address, Map.of(), "");
  }

  public static Call put(URI address) {
    return new Call("PUT", address, Map.of(), "");
  }

  /// The same with one more field.
  public Call with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new Call(method, address, more, body);
  }
}
