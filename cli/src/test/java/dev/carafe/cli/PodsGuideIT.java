package dev.carafe.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does what `docs/usage/pods.md` says.
@LongTest
class PodsGuideIT {
  @TempDir private Path folder;

  @Test
  void theGuideDoesWhatItSays() throws Exception {
    new Guide("pods.md", folder).follow();
  }
}
