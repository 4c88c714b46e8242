package dev.carafe.cli.release;

import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.ChannelReader;
import dev.carafe.trust.release.ChannelWriter;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The channels of a repository, as they are once all that is drafted is public.
record Channels(RepositoryTargets targets) {

  /// All of them, in the order of their paths.
  List<ChannelKey> keys() {
    return targets.paths().stream().flatMap(path -> ChannelKey.of(path).stream()).toList();
  }

  /// What a channel offers; empty where there is none.
  Optional<Channel> find(ChannelKey key) throws IOException {
    Optional<Path> file = targets.file(key.target());
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(ChannelReader.read(key.target(), Files.readAllBytes(file.get())));
  }

  /// Those for the same nodes as a channel, that one among them.
  List<Channel> beside(ChannelKey key) throws IOException {
    List<Channel> channels = new ArrayList<>();
    for (ChannelKey each : keys()) {
      if (each.variant().equals(key.variant()) && each.architecture().equals(key.architecture())) {
        find(each).ifPresent(channels::add);
      }
    }
    return channels;
  }

  /// Puts a channel in the place of what it was.
  void write(ChannelKey key, Channel channel) throws IOException {
    targets.add(key.target(), ChannelWriter.write(channel));
  }

  /// Takes the files of a release out, those left aside that a release of any channel still names.
  void removeFiles(ChannelKey key, Release release) throws IOException {
    Set<String> left = new TreeSet<>();
    beside(key).forEach(channel -> channel.releases().forEach(each -> left.addAll(files(each))));
    files(release).stream().filter(file -> !left.contains(file)).forEach(targets::remove);
  }

  /// The targets that a release is made of.
  private static Set<String> files(Release release) {
    Set<String> files = new TreeSet<>();
    for (Part part : Part.values()) {
      files.add(part.of(release).full().target());
      part.of(release).deltas().forEach(delta -> files.add(delta.artifact().target()));
    }
    Stream.of(release.usr().blockIndex().stream(), Stream.of(release.sbom(), release.manifest()))
        .flatMap(artifacts -> artifacts)
        .map(Artifact::target)
        .forEach(files::add);
    return files;
  }
}
