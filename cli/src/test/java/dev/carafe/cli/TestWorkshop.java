package dev.carafe.cli;

import dev.carafe.image.progress.Progress;
import java.nio.file.Path;

/// The workshop of tests that boot what this tree makes: the first of them builds it for all.
final class TestWorkshop {
  private TestWorkshop() {}

  static Workshop open() {
    BuildOptions options = new BuildOptions();
    options.output = Path.of("target", "image");
    return new Workshop(Path.of(".."), options, Progress.SILENT);
  }
}
