package dev.carafe.lab;

import dev.carafe.image.archive.ArchiveConfig;
import dev.carafe.image.archive.DebianArchive;
import dev.carafe.image.archive.PackageIndex;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.archive.PackageResolver;
import dev.carafe.image.archive.PackageStore;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.Downloader;
import dev.carafe.image.content.Network;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import java.time.InstantSource;
import java.util.List;

/// The lab's tools from Debian's archive itself, through the user's own cache.
final class LiveTools {
  private static final ArchiveConfig CONFIG = ArchiveConfig.trixie();
  private static final Downloader DOWNLOADER =
      new Downloader(new ContentCache(ContentCache.defaultRoot(System.getenv())), Network.ONLINE);
  private static final PackageIndex INDEX =
      new DebianArchive(CONFIG, DOWNLOADER, InstantSource.system()).open(Progress.SILENT);

  static final ToolsTree TREE = of(LabTools.PACKAGES);

  private LiveTools() {}

  /// A tree of some packages and all they need.
  static ToolsTree of(List<PackageRequest> packages) {
    return ToolsTree.open(
        new PackageStore(CONFIG, DOWNLOADER),
        PackageResolver.resolve(INDEX, packages),
        Progress.SILENT);
  }
}
