package dev.carafe.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does what `docs/usage/updates.md` says.
@LongTest
class UpdatesGuideIT {
  @TempDir private Path folder;

  @Test
  void theGuideDoesWhatItSays() throws Exception {
    new Guide("updates.md", folder).follow();
  }
}
