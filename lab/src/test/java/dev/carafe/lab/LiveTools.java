package dev.carafe.lab;

import dev.carafe.image.archive.ArchiveConfig;
import dev.carafe.image.archive.DebianArchive;
import dev.carafe.image.archive.PackageResolver;
import dev.carafe.image.archive.PackageStore;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.Downloader;
import dev.carafe.image.content.Network;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import java.nio.file.Path;
import java.time.InstantSource;

/// The lab's tools from Debian's archive itself, through the user's own cache.
final class LiveTools {
  static final ToolsTree TREE = open();

  private LiveTools() {}

  private static ToolsTree open() {
    Path root = ContentCache.defaultRoot(System.getenv(), Path.of(System.getProperty("user.home")));
    Downloader downloader = new Downloader(new ContentCache(root), Network.ONLINE);
    ArchiveConfig config = ArchiveConfig.trixie();
    return ToolsTree.open(
        new PackageStore(config, downloader),
        PackageResolver.resolve(
            new DebianArchive(config, downloader, InstantSource.system()).open(Progress.SILENT),
            LabTools.PACKAGES),
        Progress.SILENT);
  }
}
