package dev.carafe.image.process;

import java.nio.charset.StandardCharsets;

/// How a program ended and what it said.
///
/// @param output its standard output, empty where that went elsewhere
/// @param errors the end of its standard error
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Outcome(int status, byte[] output, String errors) {

  /// Its standard output as a text in UTF-8.
  public String text() {
    return new String(output, StandardCharsets.UTF_8);
  }

  /// What a person should read when it failed. Some programs complain on their standard output.
  String complaint() {
    return errors.isBlank() ? Tail.of(text()) : errors;
  }
}
