package dev.carafe.trust.tuf;

import dev.carafe.settings.generation.Directory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// Trusts what a repository says, and downloads its targets, by the rules of The Update Framework.
///
/// What is trusted is in a directory. An update that was interrupted goes on where it was; a
/// repository that cannot be trusted changes nothing that was trusted before.
///
/// Source: [TUF 1.0.34](https://theupdateframework.github.io/specification/v1.0.34/), section 5.
public final class TufClient {
  private static final int MOST_ROOTS = 1024;
  private static final int MOST_ROLES = 32;
  private static final int ROOT_BYTES = 512 << 10;
  private static final int TIMESTAMP_BYTES = 16 << 10;
  private static final int SNAPSHOT_BYTES = 2 << 20;
  private static final int TARGETS_BYTES = 8 << 20;
  private static final int CHUNK = 64 << 10;

  private final MetadataStore store;
  private final Source metadata;
  private final InstantSource clock;
  private Optional<TrustedMetadata> trusted = Optional.empty();

  /// @param directory with what is trusted, which [#begin] has made
  /// @param metadata where metadata comes from
  public TufClient(Directory directory, Source metadata, InstantSource clock) {
    this.store = new MetadataStore(directory);
    this.metadata = metadata;
    this.clock = clock;
  }

  /// Begins to trust a repository.
  ///
  /// @param root of it, which came on a way that is trusted
  /// @throws TufException if it is none
  public static void begin(Directory directory, byte[] root) throws IOException {
    Envelope envelope = Envelope.read(RoleName.file(RoleName.ROOT), root);
    Root.read(envelope).of(RoleName.ROOT).demand(envelope, RoleName.ROOT);
    new MetadataStore(directory).write(RoleName.ROOT, root);
  }

  /// Learns what the repository has now.
  ///
  /// @throws TufException if it cannot be trusted
  public void refresh() throws IOException {
    byte[] bytes =
        store
            .read(RoleName.ROOT)
            .orElseThrow(() -> new NoSuchFileException("there is no trusted root"));
    TrustedMetadata known =
        new TrustedMetadata(Envelope.read(RoleName.file(RoleName.ROOT), bytes), clock.instant());
    refreshRoot(known);
    refreshTimestamp(known);
    refreshSnapshot(known);
    load(known, RoleName.TARGETS, known.root().of(RoleName.TARGETS));
    trusted = Optional.of(known);
  }

  private void refreshRoot(TrustedMetadata known) throws IOException {
    for (int i = 0; i < MOST_ROOTS; i++) {
      String name = (known.root().head().version() + 1) + "." + RoleName.file(RoleName.ROOT);
      Optional<byte[]> bytes = fetchIfThere(name, ROOT_BYTES);
      if (bytes.isEmpty()) {
        break;
      }
      if (!known.rootIs(Envelope.read(name, bytes.get()))) {
        // who had the old keys may have made versions that no honest one reaches
        store.delete(RoleName.TIMESTAMP);
        store.delete(RoleName.SNAPSHOT);
      }
      store.write(RoleName.ROOT, bytes.get());
    }
    known.demandFreshRoot();
  }

  private void refreshTimestamp(TrustedMetadata known) throws IOException {
    remember(RoleName.TIMESTAMP, known::timestampWas);
    String name = RoleName.file(RoleName.TIMESTAMP);
    byte[] bytes = fetch(name, TIMESTAMP_BYTES);
    if (known.timestampIs(Envelope.read(name, bytes))) {
      known.listedSnapshot();
      store.write(RoleName.TIMESTAMP, bytes);
    }
  }

  private void refreshSnapshot(TrustedMetadata known) throws IOException {
    remember(RoleName.SNAPSHOT, known::snapshotWas);
    Listed listed = known.listedSnapshot();
    if (!known.hasListedSnapshot()) {
      byte[] bytes = fetch(known, RoleName.SNAPSHOT, listed, SNAPSHOT_BYTES);
      known.snapshotIs(Envelope.read(RoleName.file(RoleName.SNAPSHOT), bytes));
      store.write(RoleName.SNAPSHOT, bytes);
    }
  }

  private interface Memory {
    void take(Envelope envelope);
  }

  /// What is kept and cannot be trusted any more counts for nothing.
  private void remember(String role, Memory memory) throws IOException {
    Optional<byte[]> bytes = store.read(role);
    if (bytes.isPresent()) {
      try {
        memory.take(Envelope.read(RoleName.file(role), bytes.get()));
      } catch (TufException _) {
        store.delete(role);
      }
    }
  }

  /// The targets of a role: those that are kept, if they are those that are listed, or else the
  /// repository's.
  private Targets load(TrustedMetadata known, String role, Signers signers) throws IOException {
    Optional<Targets> loaded = known.targets(role, signers);
    if (loaded.isPresent()) {
      return loaded.get();
    }
    String name = RoleName.file(role);
    Optional<byte[]> kept = store.read(role);
    if (kept.isPresent()) {
      try {
        return known.targetsAre(role, signers, Envelope.read(name, kept.get()));
      } catch (TufException _) {
        // they are others now
      }
    }
    byte[] bytes = fetch(known, role, known.listed(role), TARGETS_BYTES);
    Targets targets = known.targetsAre(role, signers, Envelope.read(name, bytes));
    store.write(role, bytes);
    return targets;
  }

  /// Looks for a target, first with those who were named first.
  ///
  /// @throws UnknownTargetException if nobody who may speak for it names it
  public Target find(String path) throws IOException {
    return search(
            role -> {
              if (!role.paths().matches(path)) {
                return Way.PAST;
              }
              return role.terminating() ? Way.THERE_ONLY : Way.THERE;
            },
            targets -> Optional.ofNullable(targets.targets().get(path)))
        .orElseThrow(
            () -> new UnknownTargetException("nobody who may speak for " + path + " names it"));
  }

  /// The paths of all that anybody names, whether he may speak for it or not.
  public SortedSet<String> paths() throws IOException {
    SortedSet<String> paths = new TreeSet<>();
    search(
        _ -> Way.THERE,
        targets -> {
          paths.addAll(targets.targets().keySet());
          return Optional.empty();
        });
    return paths;
  }

  /// How things stand with each role whose metadata has been needed.
  public List<Standing> standings() {
    return refreshed().standings();
  }

  /// Who is to be asked for a target.
  private record Asked(String role, Signers signers) {}

  /// Whether somebody is asked whom another lets speak.
  private enum Way {
    PAST,
    THERE,
    /// And nobody after him.
    THERE_ONLY
  }

  private Optional<Target> search(
      Function<Delegation, Way> way, Function<Targets, Optional<Target>> question)
      throws IOException {
    TrustedMetadata known = refreshed();
    Deque<Asked> toAsk = new ArrayDeque<>();
    toAsk.push(new Asked(RoleName.TARGETS, known.root().of(RoleName.TARGETS)));
    Set<String> asked = new HashSet<>();
    while (!toAsk.isEmpty() && asked.size() < MOST_ROLES) {
      Asked next = toAsk.pop();
      if (!asked.add(next.role)) {
        continue;
      }
      Targets targets = load(known, next.role, next.signers);
      Optional<Target> answer = question.apply(targets);
      if (answer.isPresent()) {
        return answer;
      }
      askBefore(toAsk, targets.delegations(), way);
    }
    return Optional.empty();
  }

  /// Those whom somebody lets speak are asked before those who are left.
  private static void askBefore(
      Deque<Asked> toAsk, List<Delegation> delegations, Function<Delegation, Way> way) {
    List<Asked> further = new ArrayList<>();
    for (Delegation delegation : delegations) {
      Way there = way.apply(delegation);
      if (there != Way.PAST) {
        further.add(new Asked(delegation.role(), delegation.signers()));
      }
      if (there == Way.THERE_ONLY) {
        toAsk.clear();
        break;
      }
    }
    further.reversed().forEach(toAsk::push);
  }

  /// Where a target's file is in the repository, its names percent-encoded.
  public String place(Target target) {
    return encodedPath(refreshed().root().consistent() ? target.consistentPath() : target.path());
  }

  /// Downloads a target. What has been written is the target only once this returns.
  ///
  /// @param source of targets
  /// @throws EndlessDataException if it is longer than it should be
  /// @throws AlteredException if it is another file
  public void download(Target target, Source source, OutputStream to) throws IOException {
    String path = place(target);
    MessageDigest digest = FileInfo.digest(target.algorithm());
    long length = 0;
    try (InputStream in = source.open(path)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        length += read;
        if (length > target.length()) {
          throw new EndlessDataException(
              target.path() + " has more than the " + target.length() + " bytes that it should");
        }
        digest.update(chunk, 0, read);
        to.write(chunk, 0, read);
      }
    }
    if (length < target.length()) {
      throw new AlteredException(
          "%s has %d bytes instead of %d".formatted(target.path(), length, target.length()));
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(target.digest())) {
      throw new AlteredException(target.path() + " has another digest than " + target.digest());
    }
  }

  private TrustedMetadata refreshed() {
    return trusted.orElseThrow(() -> new IllegalStateException("not refreshed yet"));
  }

  private static String encodedPath(String path) {
    StringBuilder encoded = new StringBuilder();
    for (String name : path.split("/", -1)) {
      encoded.append(encoded.isEmpty() ? "" : "/").append(MetadataStore.encoded(name));
    }
    return encoded.toString();
  }

  private byte[] fetch(TrustedMetadata known, String role, Listed listed, int most)
      throws IOException {
    String name = RoleName.file(MetadataStore.encoded(role));
    return fetch(
        known.root().consistent() ? listed.version() + "." + name : name,
        listed.info().limit(most));
  }

  private byte[] fetch(String name, long most) throws IOException {
    try (InputStream in = metadata.open(name)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(Math.min(most, TARGETS_BYTES) + 1));
      if (bytes.length > most) {
        throw new EndlessDataException(name + " has more than " + most + " bytes");
      }
      return bytes;
    }
  }

  private Optional<byte[]> fetchIfThere(String name, long most) throws IOException {
    try {
      return Optional.of(fetch(name, most));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
