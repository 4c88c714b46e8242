package dev.carafe.cli.release;

import dev.carafe.trust.release.Channel;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose releases a channel has, and what it is called.
public record ChannelKey(String variant, String architecture, String name) {
  private static final Pattern TARGET =
      Pattern.compile("([a-z0-9_-]+)/([a-z0-9_-]+)/([a-z0-9_-]+)[.]json");

  /// The channel whose document a target is, if it is one.
  static Optional<ChannelKey> of(String target) {
    Matcher parts = TARGET.matcher(target);
    return parts.matches()
        ? Optional.of(new ChannelKey(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /// The path of its document.
  String target() {
    return Channel.target(variant, architecture, name);
  }

  /// `stable of plain for x86_64`.
  @Override
  public String toString() {
    return "%s of %s for %s".formatted(name, variant, architecture);
  }
}
