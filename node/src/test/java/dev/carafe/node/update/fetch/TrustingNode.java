package dev.carafe.node.update.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.node.host.Journal;
import dev.carafe.node.metadata.FakeWaiting;
import dev.carafe.node.update.SampleUpdates;
import dev.carafe.node.update.SystemImage;
import dev.carafe.node.update.TestDelta;
import dev.carafe.node.update.TestRelease;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.settings.generation.FileDirectory;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.ChannelWriter;
import dev.carafe.trust.release.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A node on 1.2.0 that trusts a repository, which is online and has 1.3.0 in its channel `stable`.
final class TrustingNode implements AutoCloseable {
  static final SystemImage RUNNING = SampleUpdates.image("1.2.0", '2');
  static final String CHANNEL = "plain/x86_64/stable.json";
  static final String USR = "plain/x86_64/1.3.0/usr";

  private final Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final FakeWaiting waiting = new FakeWaiting();
  private final byte[] usr = random();
  private final byte[] delta = TestDelta.ofFileSystem(new byte[0], usr);
  private final Artifact artifact = TestDelta.artifact(USR, delta, usr.length);
  private final OnlineRepository online;
  private final Path root;
  private Instant now = OnlineRepository.NOW;
  private final SignedRepository repository;

  /// @param folder for the repository, and for what the node keeps
  TrustingNode(Path folder) throws IOException {
    this.folder = folder;
    online = new OnlineRepository(folder.resolve("online"));
    online.add(USR, delta);
    online.add(CHANNEL, ChannelWriter.write(channel()));
    online.publish();
    root = Files.write(folder.resolve("root.json"), online.rootBytes());
    repository = repositoryAnew();
  }

  private static byte[] random() {
    byte[] bytes = new byte[8 * 4096];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  /// What the repository offers.
  Channel channel() {
    SystemImage image = SampleUpdates.image("1.3.0", '3');
    Release release =
        TestRelease.of(image, TestRelease.whole(artifact), TestRelease.whole(artifact));
    return new Channel("stable", List.of(release));
  }

  /// As an agent that starts sees it.
  SignedRepository repositoryAnew() throws IOException {
    Journal journal = new Journal(new PrintStream(said, true, UTF_8));
    return new SignedRepository(
        root,
        FileDirectory.open(folder.resolve("trusted")),
        LastGoodTime.open(() -> now, folder.resolve("time"), Instant.EPOCH, journal),
        () -> WebFolderTest.WAY,
        WebFolderTest.PACE,
        waiting,
        journal);
  }

  SignedRepository repository() {
    return repository;
  }

  UpdatePolicy policy(String... mirrors) {
    Json.Struct updates =
        Json.object()
            .with("metadata-base-url", online.metadataUrl())
            .with("targets-base-url", online.targetsUrl())
            .with("mirrors", Json.of(Arrays.stream(mirrors).map(Json::of).toList()))
            .with("seed", 7)
            .build();
    return UpdatePolicy.read(SettingsTree.of(Json.object().with("updates", updates).build()));
  }

  Channel refresh(String... mirrors) {
    return repository.refresh(policy(mirrors), RUNNING);
  }

  void fetch(Artifact wanted, Path to, String... mirrors) {
    repository.fetch(wanted, policy(mirrors), to);
  }

  RemoteDelta open(Artifact wanted, String... mirrors) {
    return repository.open(wanted, policy(mirrors));
  }

  /// Puts other letters in the place of some, wherever they are sent.
  static void forge(FilesOnline files, String letters, String others) {
    files.spoil(answer -> answer.replace(letters, others));
  }

  void now(Instant next) {
    now = next;
  }

  /// Whom the image trusts.
  Path root() {
    return root;
  }

  OnlineRepository online() {
    return online;
  }

  FakeWaiting waiting() {
    return waiting;
  }

  String said() {
    return said.toString(UTF_8);
  }

  /// The file system of the release.
  byte[] usr() {
    return usr.clone();
  }

  /// The file that makes it.
  byte[] delta() {
    return delta.clone();
  }

  /// The same as the release has it.
  Artifact artifact() {
    return artifact;
  }

  @Override
  public void close() {
    online.close();
  }
}
