package dev.carafe.node.update.fetch;

import dev.carafe.disk.DiskException;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.node.host.Journal;
import dev.carafe.node.metadata.Waiting;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.Repository;
import dev.carafe.node.update.SystemImage;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.node.web.WayOut;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.generation.Directory;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.ChannelReader;
import dev.carafe.trust.release.Head;
import dev.carafe.trust.tuf.Document;
import dev.carafe.trust.tuf.Pace;
import dev.carafe.trust.tuf.Target;
import dev.carafe.trust.tuf.TufClient;
import dev.carafe.trust.tuf.TufException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The repository that the settings name, as far as it is signed by those whom the image trusts.
///
/// Metadata comes from one place. Targets come from the mirrors, and at last from their own place:
/// whatever they give is held against signed digests. All commands are for one thread.
public final class SignedRepository implements Repository, Downloads {
  private static final String ROOT = "root.json";

  private final Path root;
  private final Directory trusted;
  private final LastGoodTime clock;
  private final Supplier<WayOut> way;
  private final Pace pace;
  private final Waiting waiting;
  private final Journal journal;
  private Optional<TufClient> found = Optional.empty();

  /// @param root the image's: whom it trusts to begin with
  /// @param trusted where it is kept what is trusted since
  /// @param way to servers, as the settings want it now
  /// @param pace that servers must keep
  public SignedRepository(
      Path root,
      Directory trusted,
      LastGoodTime clock,
      Supplier<WayOut> way,
      Pace pace,
      Waiting waiting,
      Journal journal) {
    this.root = root;
    this.trusted = trusted;
    this.clock = clock;
    this.way = way;
    this.pace = pace;
    this.waiting = waiting;
    this.journal = journal;
  }

  @Override
  public Channel refresh(UpdatePolicy policy, SystemImage running) {
    try {
      begin();
      TufClient client = refreshed(metadata(policy, running));
      clock.accepted();
      Channel channel = channel(client, policy, running);
      found = Optional.of(client);
      return channel;
    } catch (IOException | TufException | ProblemsException e) {
      throw new FailedUpdateException("could not refresh updates: " + e.getMessage(), e);
    }
  }

  /// Trusts the image's root, where it is newer than what is trusted, or nothing is. An image is
  /// verified, so what comes with it needs no other signature.
  private void begin() throws IOException {
    if (!Files.exists(root)) {
      throw new FailedUpdateException(
          "could not trust any repository: the image has no %s; build one in which a component has"
                  .formatted(root)
              + " the repository's root under files/usr/share/carafe/updates/root.json");
    }
    byte[] shipped = Files.readAllBytes(root);
    if (Document.read(ROOT, shipped).version() > trustedVersion()) {
      TufClient.begin(trusted, shipped);
    }
  }

  private long trustedVersion() throws IOException {
    if (!trusted.names().contains(ROOT)) {
      return 0;
    }
    try {
      return Document.read(ROOT, trusted.read(ROOT)).version();
    } catch (TufException e) {
      journal.warning("could not read the root that was trusted last: " + e.getMessage());
      return 0;
    }
  }

  /// What Bottlerocket's client tells too: whoever keeps the repository can see how far a roll-out
  /// is.
  private WebFolder metadata(UpdatePolicy policy, SystemImage running) {
    String query =
        "version="
            + URLEncoder.encode(running.version().toString(), StandardCharsets.UTF_8)
            + "&seed="
            + policy.seed();
    return new WebFolder(policy.metadataBaseUrl().orElseThrow(), query, way.get(), pace);
  }

  /// Begins anew where a server breaks off: what was trusted until then is kept.
  private TufClient refreshed(WebFolder metadata) {
    Servers servers = new Servers("the metadata of updates", List.of(metadata), waiting);
    while (true) {
      try {
        TufClient client = new TufClient(trusted, metadata, clock);
        client.refresh();
        return client;
      } catch (IOException | TufException e) {
        servers.failed(e);
      }
    }
  }

  private Channel channel(TufClient client, UpdatePolicy policy, SystemImage running)
      throws IOException {
    String path = Channel.target(running.variant(), running.architecture(), policy.channel());
    Target target = client.find(path);
    if (target.length() > ChannelReader.LARGEST) {
      throw new IOException(
          "%s has %d bytes, expected at most %d"
              .formatted(path, target.length(), ChannelReader.LARGEST));
    }
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    download(
        client,
        target,
        policy,
        () -> {
          document.reset();
          return document;
        });
    Channel channel = ChannelReader.read(path, document.toByteArray());
    if (!channel.name().equals(policy.channel())) {
      throw new IOException(
          "%s is channel %s, expected %s".formatted(path, channel.name(), policy.channel()));
    }
    return channel;
  }

  /// Where a file goes that is fetched, from its beginning on.
  private interface Place {
    OutputStream open();
  }

  private void download(TufClient client, Target target, UpdatePolicy policy, Place place) {
    RateLimit limit = new RateLimit(policy.rateLimit(), waiting);
    Servers servers = servers(target.path(), policy);
    while (true) {
      try (OutputStream out = place.open()) {
        client.download(target, path -> limit.over(servers.current().open(path)), out);
        return;
      } catch (IOException | TufException e) {
        servers.failed(e);
      }
    }
  }

  private Servers servers(String what, UpdatePolicy policy) {
    List<WebFolder> all =
        Stream.concat(policy.mirrors().stream(), policy.targetsBaseUrl().stream())
            .map(base -> new WebFolder(base, "", way.get(), pace))
            .toList();
    return new Servers(what, all, waiting);
  }

  @Override
  public void fetch(Artifact artifact, UpdatePolicy policy, Path to) {
    try {
      TufClient client = found();
      Target target = find(client, artifact);
      if (!isThere(target, to)) {
        download(client, target, policy, () -> LocalFile.open(to));
      }
    } catch (IOException | TufException e) {
      throw failed(artifact, e);
    }
  }

  private static boolean isThere(Target target, Path file) throws IOException {
    return Files.exists(file)
        && Files.size(file) == target.length()
        && target.algorithm().equals("sha256")
        && Sha256.of(file).hex().equals(target.digest());
  }

  @Override
  public RemoteDelta open(Artifact artifact, UpdatePolicy policy) {
    try {
      TufClient client = found();
      Head head =
          artifact
              .head()
              .orElseThrow(
                  () -> new IOException("the release does not tell the digest of its head"));
      RemoteFile file =
          new RemoteFile(
              client.place(find(client, artifact)),
              servers(artifact.target(), policy),
              new RateLimit(policy.rateLimit(), waiting));
      return FetchedDelta.open(file, artifact, head);
    } catch (IOException | TufException | DiskException e) {
      throw failed(artifact, e);
    }
  }

  private TufClient found() throws IOException {
    return found.orElseThrow(() -> new IOException("it was not looked for updates yet"));
  }

  private static Target find(TufClient client, Artifact artifact) throws IOException {
    Target target = client.find(artifact.target());
    if (target.length() != artifact.size()) {
      throw new IOException(
          "expected %d bytes as the release says, found %d in the repository's metadata"
              .formatted(artifact.size(), target.length()));
    }
    return target;
  }

  private static FailedUpdateException failed(Artifact artifact, Exception why) {
    return new FailedUpdateException(
        "could not fetch " + artifact.target() + ": " + why.getMessage(), why);
  }
}
