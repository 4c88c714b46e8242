package dev.carafe.image;

import dev.carafe.image.archive.*;
import dev.carafe.image.component.*;
import dev.carafe.image.content.*;
import dev.carafe.image.progress.Progress;
import java.nio.file.*;
import java.time.InstantSource;
import java.util.*;
import org.junit.jupiter.api.Test;

class TrialIT {
  static List<Path> jars() throws Exception {
    try (var l = Files.list(Path.of(System.getProperty("agent", "../node/target/agent")))) {
      return l.sorted().toList();
    }
  }

  @Test
  void tries() throws Exception {
    Path root = Path.of("..");
    Blueprint b =
        new BlueprintReader(List.of(root.resolve("variants")), List.of(root.resolve("components")))
            .read("plain");
    ContentCache cache =
        new ContentCache(
            ContentCache.defaultRoot(System.getenv(), Path.of(System.getProperty("user.home"))));
    Downloader d = new Downloader(cache, Network.ONLINE);
    ArchiveConfig config = ArchiveConfig.trixie();
    PackageStore store = new PackageStore(config, d);
    ImageBuilder builder =
        new ImageBuilder(
            new DebianArchive(config, d, InstantSource.system()), store, Progress.SILENT);
    Path work = Files.createDirectories(Path.of("/tmp/trial"));
    for (int i = 0; i < 2; i++) {
      long t = System.nanoTime();
      System.err.println(
          builder.build(
              new BuildRequest(
                  b,
                  "0.1." + i,
                  Map.of("agent", jars()),
                  Optional.empty(),
                  Optional.empty(),
                  work)));
      System.err.println("TRIAL ms " + (System.nanoTime() - t) / 1000000);
    }
  }
}
