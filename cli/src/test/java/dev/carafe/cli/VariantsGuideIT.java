package dev.carafe.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does what `docs/usage/variants.md` says.
@LongTest
class VariantsGuideIT {
  @TempDir private Path folder;

  @Test
  void theGuideDoesWhatItSays() throws Exception {
    new Guide("variants.md", folder).follow();
  }
}
