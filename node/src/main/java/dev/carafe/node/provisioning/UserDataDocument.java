package dev.carafe.node.provisioning;

import dev.carafe.settings.reading.Form;

/// A text that somebody gave the node.
///
/// @param source what problems call it: a path, or `user-data part 2 (web.toml)`
public record UserDataDocument(String source, String text, Form form) {

  /// One in TOML.
  public UserDataDocument(String source, String text) {
    this(source, text, Form.TOML);
  }
}
