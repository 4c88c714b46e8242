package dev.carafe.cli.release;

import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.trust.release.PcrValue;
import dev.carafe.trust.release.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A release of a repository, for commands that can do without.
public final class ReleaseReference {
  @ArgGroup(exclusive = false)
  @Nullable Named named;

  @Mixin ChannelOptions channel = new ChannelOptions();

  /// Made by the command line.
  public ReleaseReference() {}

  /// Where it is and which it is: one is nothing without the other.
  static final class Named {
    @Option(
        names = "--repository",
        paramLabel = "DIR",
        required = true,
        description = "The folder of the repository that has the release.")
    Path folder = Path.of("");

    @Option(
        names = "--release",
        paramLabel = "VERSION",
        required = true,
        converter = VersionConverter.class,
        description = "The release that ought to run, with its build or without.")
    Version version = new Version("0.0.0", "", "");
  }

  /// What its document says that registers hold; nothing where no release is named.
  public List<PcrValue> registers() throws IOException {
    if (named == null) {
      return List.of();
    }
    Channels channels = new Channels(RepositoryTargets.open(named.folder, Instant.now()));
    return ReleaseChange.of(channels, channel.one(channels), named.version).release().pcrs();
  }
}
