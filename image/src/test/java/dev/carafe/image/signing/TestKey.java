package dev.carafe.image.signing;

import java.time.Duration;
import java.time.Instant;

/// A key for tests: making one takes a while.
public final class TestKey {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  public static final RsaKey KEY = make("test");

  private TestKey() {}

  /// Another one.
  public static RsaKey make(String name) {
    return RsaKey.make(name, START, START.plus(Duration.ofDays(3650)));
  }
}
