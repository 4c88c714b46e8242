package dev.carafe.cli.release;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which of a repository's channels are meant.
final class ChannelOptions {
  @Option(names = "--channel", paramLabel = "NAME", description = "The channel (default: any).")
  @Nullable String channel;

  @Option(names = "--variant", paramLabel = "NAME", description = "The variant (default: any).")
  @Nullable String variant;

  @Option(
      names = "--architecture",
      paramLabel = "NAME",
      description = "The architecture, x86_64 for one (default: any).")
  @Nullable String architecture;

  /// All that are meant.
  List<ChannelKey> all(Channels channels) {
    return channels.keys().stream().filter(this::means).toList();
  }

  private boolean means(ChannelKey key) {
    return fits(channel, key.name())
        && fits(variant, key.variant())
        && fits(architecture, key.architecture());
  }

  private static boolean fits(@Nullable String wanted, String found) {
    return Optional.ofNullable(wanted).orElse(found).equals(found);
  }

  /// The one that is meant.
  ///
  /// @throws RefusedException where there is none, or more than one
  ChannelKey one(Channels channels) {
    List<ChannelKey> all = all(channels);
    if (all.isEmpty()) {
      throw new RefusedException(
          "could not find such a channel: there is %s"
              .formatted(channels.keys().isEmpty() ? "none" : channels.keys()));
    }
    if (all.size() > 1) {
      throw new RefusedException(
          "could not tell which channel is meant: there are %s; say --channel, --variant or"
                  .formatted(all)
              + " --architecture");
    }
    return all.getFirst();
  }
}
