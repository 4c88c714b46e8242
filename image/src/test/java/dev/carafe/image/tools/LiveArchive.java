package dev.carafe.image.tools;

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
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;

/// Debian's archive itself, through the user's own cache: what tests with foreign tools stand on.
public final class LiveArchive {
  private static final ContentCache CACHE =
      new ContentCache(ContentCache.defaultRoot(System.getenv()));
  private static final Downloader DOWNLOADER = new Downloader(CACHE, Network.ONLINE);
  private static final PackageStore STORE = new PackageStore(ArchiveConfig.trixie(), DOWNLOADER);
  private static final PackageIndex INDEX =
      new DebianArchive(ArchiveConfig.trixie(), DOWNLOADER, InstantSource.system())
          .open(Progress.SILENT);

  /// What maintainer scripts would need, and what a Java run-time only draws pictures with.
  private static final Set<String> WITHOUT =
      Set.of(
          "adduser",
          "ca-certificates-java",
          "debconf",
          "init-system-helpers",
          "java-common",
          "media-types",
          "util-linux");

  private LiveArchive() {}

  public static ContentCache cache() {
    return CACHE;
  }

  public static PackageStore store() {
    return STORE;
  }

  public static PackageIndex index() {
    return INDEX;
  }

  /// A tree of some packages and all they need.
  public static ToolsTree tools(String... packages) {
    return ToolsTree.open(
        STORE,
        PackageResolver.resolve(
            INDEX, Stream.of(packages).map(name -> new PackageRequest(name, WITHOUT)).toList()),
        Progress.SILENT);
  }
}
