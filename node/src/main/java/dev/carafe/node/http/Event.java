package dev.carafe.node.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One server-sent event.
///
/// Source: [HTML, server-sent
/// events](https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
///
/// @param id what a client that reconnects sends back as `Last-Event-ID`; one line
/// @param type what the client calls the event; one line
public record Event(Optional<String> id, Optional<String> type, String data) {

  public Event {
    requireLine(id);
    requireLine(type);
  }

  public static Event of(String type, String data) {
    return new Event(Optional.empty(), Optional.of(type), data);
  }

  public Event withId(String newId) {
    return new Event(Optional.of(newId), type, data);
  }

  private static void requireLine(Optional<String> field) {
    String text = field.orElse("");
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an event's id and type are one line each");
    }
  }

  /// The block in the stream, with the empty line that ends it.
  byte[] encode() {
    StringBuilder block = new StringBuilder();
    id.ifPresent(text -> block.append("id: ").append(text).append('\n'));
    type.ifPresent(text -> block.append("event: ").append(text).append('\n'));
    String lines = data.replace("\r\n", "\n").replace('\r', '\n');
    block.append("data: ").append(lines.replace("\n", "\ndata: ")).append("\n\n");
    return block.toString().getBytes(StandardCharsets.UTF_8);
  }
}
