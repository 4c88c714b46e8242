package dev.carafe.cli.release;

import dev.carafe.cli.key.KeyReference;
import dev.carafe.cli.key.KeyReferenceConverter;
import dev.carafe.cli.repo.RepositoryTargets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What becomes of a repository whose releases were changed.
public final class PublishOptions {
  @Option(
      names = "--draft",
      description = "Only draft it: carafe repo sign and publish make it public.")
  boolean draft;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      converter = KeyReferenceConverter.class,
      description =
          "Signs with this key too, beside those of repository.toml that are at hand. May be given"
              + " more than once.")
  List<KeyReference> keys = new ArrayList<>();

  /// Made by the command line.
  public PublishOptions() {}

  /// Keeps what was changed, and publishes it where that is wanted and enough have signed.
  public PublishOutcome publish(RepositoryTargets targets) throws IOException {
    targets.keep();
    Optional<String> lacking = draft ? Optional.of("it is only drafted") : targets.publish(keys);
    return new PublishOutcome(targets.folder(), lacking);
  }
}
