package dev.carafe.node.provisioning;

import java.util.List;
import java.util.Optional;

/// What a message says of a part of it.
///
/// @param mediaType empty for user data that is no part of anything
record Declaration(Optional<String> mediaType, Optional<String> fileName) {
  static final Declaration NONE = new Declaration(Optional.empty(), Optional.empty());

  static final String NETWORK_FILE = "net.toml";
  private static final String NETWORK_TYPE = "text/x-carafe-network";
  private static final List<String> SETTINGS_TYPES =
      List.of("text/x-carafe-settings", "application/toml", "text/toml");

  static Declaration of(MimeEntity entity) {
    return new Declaration(Optional.of(entity.mediaType()), entity.fileName());
  }

  /// A part's name or type decides, and then its text. User data as a whole is settings unless it
  /// begins otherwise, so that what is wrong in it is said.
  Purpose purpose(String text) {
    String type = mediaType.orElse("");
    if (type.equals(NETWORK_TYPE) || fileName.equals(Optional.of(NETWORK_FILE))) {
      return new Purpose.Network();
    }
    if (SETTINGS_TYPES.contains(type)) {
      return new Purpose.Settings();
    }
    if (ForeignFormat.isType(type)) {
      return foreignType();
    }
    Optional<String> foreign = ForeignFormat.of(text);
    if (foreign.isPresent()) {
      return new Purpose.Foreign(foreign.get());
    }
    return mediaType.isEmpty() || hasSettings(text) ? new Purpose.Settings() : foreignType();
  }

  private Purpose foreignType() {
    return new Purpose.Foreign("type '" + mediaType.orElse("") + "'");
  }

  /// Whether a line opens the table of settings, or one in it.
  private static boolean hasSettings(String text) {
    return text.lines()
        .anyMatch(line -> {
          String start = line.strip();
          return start.startsWith("[settings]")
              || start.startsWith("[settings.")
              || start.startsWith("[[settings.")
              || start.startsWith("settings.");
        });
  }
}
