package dev.carafe.node.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What an HTTP server has answered.
public final class Answer {
  private final int status;
  private final Map<String, String> fields;
  private final byte[] body;

  /// @param fields by names in lower case
  Answer(int status, Map<String, String> fields, byte[] body) {
    this.status = status;
    this.fields = Map.copyOf(fields);
    this.body = body.clone();
  }

  public int status() {
    return status;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
  }

  public byte[] body() {
    return body.clone();
  }

  /// The body without white space around it.
  public String text() {
    return new String(body, StandardCharsets.UTF_8).strip();
  }
}
