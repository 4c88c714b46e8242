package dev.carafe.cli.release;

import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Version;
import dev.carafe.trust.release.Waves;
import java.io.IOException;
import java.time.Instant;

/// Changes of a release that a channel offers.
record ReleaseChange(Channels channels, ChannelKey key, Channel channel, Release release) {

  /// @param version of any build, where it names none
  /// @throws RefusedException where the channel does not offer it
  static ReleaseChange of(Channels channels, ChannelKey key, Version version) throws IOException {
    Channel channel =
        channels.find(key).orElseThrow(() -> new RefusedException("there is no channel " + key));
    Release release =
        channel
            .find(version)
            .orElseThrow(() ->
                new RefusedException(
                    "could not find %s in %s: it has %s"
                        .formatted(
                            version,
                            key,
                            channel.releases().stream().map(Release::version).toList())));
    return new ReleaseChange(channels, key, channel, release);
  }

  /// Rolls it out otherwise.
  Release rollOut(Waves waves) throws IOException {
    Release changed = release.with(waves);
    channels.write(key, channel.with(changed));
    return changed;
  }

  /// Lets nobody begin any more whose turn has not come.
  ///
  /// @throws RefusedException where everybody's has
  Release pause(Instant now) throws IOException {
    return rollOut(
        release
            .waves()
            .haltedAt(now)
            .orElseThrow(() ->
                new RefusedException(
                    "could not pause %s: every node's turn has come; carafe release withdraw takes"
                            .formatted(release.version())
                        + " it off the channel")));
  }

  /// Takes it off the channel, and those of its files that no other channel needs.
  void withdraw() throws IOException {
    channels.write(key, channel.without(release.rootHash()));
    channels.removeFiles(key, release);
  }
}
