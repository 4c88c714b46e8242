package dev.carafe.cli.release;

import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.cli.repo.UpdateRoot;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.progress.Progress;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts releases of builds into channels of a repository.
public final class ReleaseCreation {
  private final RepositoryTargets targets;
  private final Channels channels;
  private final Zstd zstd;
  private final ContentCache cache;
  private final Progress progress;
  private final List<BuiltSystem> atHand = new ArrayList<>();

  /// @param cache for payloads, and for what is unpacked meanwhile
  public ReleaseCreation(
      RepositoryTargets targets, Zstd zstd, ContentCache cache, Progress progress) {
    this.targets = targets;
    this.channels = new Channels(targets);
    this.zstd = zstd;
    this.cache = cache;
    this.progress = progress;
  }

  /// Says where the build of an earlier release is, which is unpacked from the repository
  /// otherwise.
  ///
  /// @param place a folder with one build, or a build's manifest
  public void know(Path place) throws IOException {
    atHand.add(BuiltSystem.at(place));
  }

  /// Makes a release. It is part of the repository once the targets are kept.
  ///
  /// @param place a folder with one build, or a build's manifest
  /// @throws RefusedException where the channel has its version, or a newer one
  /// @throws ForeignRootException where nodes with it would not believe the repository
  public ShownRelease create(Path place, ReleaseWish wish) throws IOException {
    BuiltSystem built = BuiltSystem.at(place);
    ChannelKey key = new ChannelKey(built.variant(), built.architecture(), wish.channel());
    Channel channel = channels.find(key).orElseGet(() -> new Channel(wish.channel(), List.of()));
    demandNew(built, key, channel, wish.force());
    demandOwnRoot(built);
    List<Release> before = before(channel, built.version(), wish.deltas());
    try (OpenSystem system = built.open();
        EarlierSystems earlier = EarlierSystems.of(before, targets, atHand, zstd, cache.root())) {
      demandOneSystem(key, built, system.rootHash());
      Release release =
          new ReleaseMaker(new PayloadMaker(zstd, cache, progress), targets)
              .make(built, system, earlier.list(), wish.terms());
      channels.write(key, channel.with(release));
      return new ShownRelease(key, release);
    }
  }

  private static void demandNew(BuiltSystem built, ChannelKey key, Channel channel, boolean force) {
    Version version = built.version();
    List<Version> others = channel.releases().stream().map(Release::version).toList();
    for (Version other : others) {
      if (!other.isNewerThan(version) && !version.isNewerThan(other)) {
        throw new RefusedException(
            "could not publish %s: %s has %s already; give the build another version, or withdraw"
                    .formatted(built.title(), key, other)
                + " that one");
      }
    }
    if (!force && !others.isEmpty() && others.getFirst().isNewerThan(version)) {
      throw new RefusedException(
          "could not publish %s: %s has %s, which is newer; --force publishes it all the same"
              .formatted(built.title(), key, others.getFirst()));
    }
  }

  /// The newest of those that are older.
  private static List<Release> before(Channel channel, Version version, int count) {
    return channel.releases().stream()
        .filter(release -> version.isNewerThan(release.version()))
        .limit(count)
        .toList();
  }

  private void demandOwnRoot(BuiltSystem built) throws IOException {
    Optional<byte[]> root = built.updateRoot();
    if (root.isEmpty()) {
      throw new ForeignRootException(
          built, "it has no root, and so its nodes would get no updates");
    }
    if (!targets.has(UpdateRoot.read("the root in " + built.usr(), root.get()))) {
      throw new ForeignRootException(built, "its root is none of " + targets.folder());
    }
  }

  /// A version is one system in all channels: its files have one place.
  private void demandOneSystem(ChannelKey key, BuiltSystem built, RootHash system)
      throws IOException {
    for (Channel channel : channels.beside(key)) {
      for (Release release : channel.releases()) {
        String version = ReleaseFiles.plain(release.version());
        if (version.equals(ReleaseFiles.plain(built.version()))
            && !release.rootHash().equals(system)) {
          throw new RefusedException(
              "could not publish %s: channel %s has %s, which is another system; give the build"
                      .formatted(built.title(), channel.name(), release.version())
                  + " another version");
        }
      }
    }
  }
}
