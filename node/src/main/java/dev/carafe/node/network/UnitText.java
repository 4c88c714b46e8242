package dev.carafe.node.network;

import java.time.Duration;
import java.util.OptionalLong;

/// The text of a configuration file of systemd: sections with entries.
final class UnitText {
  private final StringBuilder text = new StringBuilder("# Made by the agent.\n");

  UnitText section(String name) {
    text.append("\n[").append(name).append("]\n");
    return this;
  }

  UnitText entry(String key, String value) {
    text.append(key).append('=').append(value).append('\n');
    return this;
  }

  UnitText entry(String key, boolean value) {
    return entry(key, value ? "yes" : "no");
  }

  UnitText entry(String key, Duration value) {
    return entry(key, value.toMillis() + "ms");
  }

  UnitText entry(String key, OptionalLong value) {
    return value.isPresent() ? entry(key, Long.toString(value.getAsLong())) : this;
  }

  UnitText entries(String key, Iterable<?> values) {
    for (Object value : values) {
      entry(key, value.toString());
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
