package dev.carafe.node.update;

import dev.carafe.disk.verity.RootHash;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.Kernel;
import dev.carafe.trust.release.Payload;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Usr;
import dev.carafe.trust.release.Version;
import dev.carafe.trust.release.Wave;
import dev.carafe.trust.release.Waves;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Systems, releases and policies for tests.
@SuppressWarnings("exports") // of tests alone
public final class SampleUpdates {
  static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  static final SystemImage RUNNING = image("1.2.0", '2');

  private static final String SOURCE =
      "'metadata-base-url':'https://example.com/metadata',"
          + "'targets-base-url':'https://example.com/targets','seed':0";

  private SampleUpdates() {}

  /// A system of the variant `plain`.
  ///
  /// @param digit of which the root hash is made
  public static SystemImage image(String version, char digit) {
    return new SystemImage(Version.of(version), "plain", "x86_64", hash(digit));
  }

  static RootHash hash(char digit) {
    return RootHash.of(String.valueOf(digit).repeat(64));
  }

  /// One that all nodes of the variant may have.
  public static Release release(String version, char digit) {
    return release(image(version, digit), Optional.empty(), Optional.empty(), Waves.none());
  }

  static Release between(String version, char digit, String least, String most) {
    return release(
        image(version, digit),
        Optional.of(least).filter(text -> !text.isEmpty()).map(Version::of),
        Optional.of(most).filter(text -> !text.isEmpty()).map(Version::of),
        Waves.none());
  }

  /// One whose turn is an hour after now for seed 0, and a day after now for the others.
  static Release inWaves(String version, char digit) {
    Waves waves =
        new Waves(
            List.of(
                new Wave(0, NOW.plus(Duration.ofHours(1))),
                new Wave(1, NOW.plus(Duration.ofDays(1)))));
    return release(image(version, digit), Optional.empty(), Optional.empty(), waves);
  }

  static Release release(
      SystemImage image, Optional<Version> least, Optional<Version> most, Waves waves) {
    Artifact artifact = new Artifact("plain/x86_64/file", 100, 400);
    Payload payload = new Payload(artifact, List.of());
    return new Release(
        image.version(),
        image.variant(),
        image.architecture(),
        least,
        most,
        "",
        new Usr(image.rootHash(), payload, Optional.empty()),
        new Kernel("carafe-plain_1.efi", payload),
        artifact,
        artifact,
        List.of(),
        waves);
  }

  static Channel channel(Release... releases) {
    return new Channel("stable", List.of(releases));
  }

  /// One by which everything newer is taken, by whoever asks, but for what is said.
  ///
  /// @param settings members of `settings.updates`, in JSON with single quotes
  static UpdatePolicy policy(String... settings) {
    return UpdatePolicy.read(tree(SOURCE).patched(tree(String.join(",", settings))));
  }

  private static SettingsTree tree(String members) {
    Json json = JsonReader.read(("{'updates':{" + members + "}}").replace('\'', '"'));
    return SettingsTree.of((Json.Struct) json);
  }
}
