package dev.carafe.node.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What an HTTP server answers, from its first word on; the rest comes while the body is read.
///
/// @param fields by names in lower case
/// @param body ends where the answer does; it throws where that was cut off
public record OpenAnswer(int status, Map<String, String> fields, InputStream body)
    implements AutoCloseable {

  public OpenAnswer {
    fields = Map.copyOf(fields);
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
  }

  /// Lets go of the server, wherever in the body one is.
  @Override
  public void close() throws IOException {
    body.close();
  }
}
