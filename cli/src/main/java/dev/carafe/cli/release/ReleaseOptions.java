package dev.carafe.cli.release;

import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.trust.release.Version;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Which release of a repository is meant.
final class ReleaseOptions {
  @Parameters(index = "0", paramLabel = "DIR", description = "The repository's folder.")
  Path folder = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "VERSION",
      converter = VersionConverter.class,
      description = "The release's version, with its build or without.")
  Version version = new Version("0.0.0", "", "");

  @Mixin ChannelOptions channel = new ChannelOptions();

  /// The release, to be looked at or changed.
  ReleaseChange in(RepositoryTargets targets) throws IOException {
    Channels channels = new Channels(targets);
    return ReleaseChange.of(channels, channel.one(channels), version);
  }
}
