package dev.carafe.disk.zstd;

import dev.carafe.disk.foreign.MissingLibraryException;
import org.junit.jupiter.api.Assumptions;

/// The library of this machine, for tests. Where there is none, a test that asks for it is skipped.
public final class TestZstd {
  private TestZstd() {}

  public static Zstd library() {
    try {
      return Zstd.ofSystem();
    } catch (MissingLibraryException e) {
      return Assumptions.abort(String.valueOf(e.getMessage()));
    }
  }
}
