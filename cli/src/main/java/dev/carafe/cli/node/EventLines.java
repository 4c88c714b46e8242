package dev.carafe.cli.node;

import java.util.Optional;

/// Puts the lines of a stream of server-sent events together.
///
/// Source: [HTML, server-sent
/// events](https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
final class EventLines {
  private final StringBuilder data = new StringBuilder();
  private String type = "message";
  private Optional<String> lastId = Optional.empty();

  /// Takes the next line; gives `TYPE DATA` where an event is complete.
  Optional<String> take(String line) {
    if (line.isEmpty()) {
      return end();
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String rest = colon < 0 ? "" : line.substring(colon + 1);
    String value = rest.startsWith(" ") ? rest.substring(1) : rest;
    switch (field) {
      case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
      case "event" -> type = value;
      case "id" -> lastId = Optional.of(value);
      default -> {} // comments keep the connection alive
    }
    return Optional.empty();
  }

  private Optional<String> end() {
    Optional<String> event = data.isEmpty() ? Optional.empty() : Optional.of(type + " " + data);
    data.setLength(0);
    type = "message";
    return event;
  }

  /// What the stream can be continued after.
  Optional<String> lastId() {
    return lastId;
  }
}
