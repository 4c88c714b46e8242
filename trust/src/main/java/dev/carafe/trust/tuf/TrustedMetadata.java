package dev.carafe.trust.tuf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The metadata that is trusted, and the rules by which more of it comes to be.
///
/// Source: TUF 1.0.34, section 5 "Detailed client workflow".
final class TrustedMetadata {
  private final Instant now;
  private Root root;
  private Optional<Timestamp> timestamp = Optional.empty();
  private Optional<Snapshot> snapshot = Optional.empty();
  private final Map<String, Loaded> targets = new LinkedHashMap<>();

  private record Loaded(Envelope envelope, Targets targets) {}

  /// @param root that is trusted already, its time over or not
  /// @param now when the update has begun
  TrustedMetadata(Envelope root, Instant now) {
    this.now = now;
    this.root = Root.read(root);
    this.root.of(RoleName.ROOT).demand(root, RoleName.ROOT);
  }

  Root root() {
    return root;
  }

  /// Trusts the next root, which the old one's signers and its own have signed.
  ///
  /// @return whether those who sign timestamp and snapshot are the same as before
  boolean rootIs(Envelope envelope) {
    root.of(RoleName.ROOT).demand(envelope, RoleName.ROOT);
    Root next = Root.read(envelope);
    next.of(RoleName.ROOT).demand(envelope, RoleName.ROOT);
    long expected = root.head().version() + 1;
    if (next.head().version() < expected) {
      throw new RollbackException(
          "root has version %d where version %d should be"
              .formatted(next.head().version(), expected));
    }
    if (next.head().version() > expected) {
      throw new InconsistentException(
          "root has version %d where version %d should be"
              .formatted(next.head().version(), expected));
    }
    boolean same =
        next.agreesOn(RoleName.TIMESTAMP, root) && next.agreesOn(RoleName.SNAPSHOT, root);
    root = next;
    return same;
  }

  void demandFreshRoot() {
    root.head().demandFresh(RoleName.ROOT, now);
  }

  /// Trusts a timestamp of before for the sake of what is older than it, its time over or not.
  void timestampWas(Envelope envelope) {
    root.of(RoleName.TIMESTAMP).demand(envelope, RoleName.TIMESTAMP);
    timestamp = Optional.of(Timestamp.read(envelope));
  }

  /// Trusts a timestamp, if it is not older than the one of before.
  ///
  /// @return whether it is newer
  boolean timestampIs(Envelope envelope) {
    root.of(RoleName.TIMESTAMP).demand(envelope, RoleName.TIMESTAMP);
    Timestamp next = Timestamp.read(envelope);
    if (timestamp.isPresent()) {
      Timestamp before = timestamp.get();
      if (next.head().version() == before.head().version()) {
        return false;
      }
      demandNotBefore(RoleName.TIMESTAMP, next.head().version(), before.head().version());
      demandNotBefore(RoleName.SNAPSHOT, next.snapshot().version(), before.snapshot().version());
    }
    timestamp = Optional.of(next);
    return true;
  }

  private static void demandNotBefore(String role, long version, long before) {
    if (version < before) {
      throw new RollbackException(
          "%s has version %d, and version %d was known".formatted(role, version, before));
    }
  }

  /// @throws ExpiredException if the time of the timestamp is over
  Listed listedSnapshot() {
    Timestamp known = timestamp.orElseThrow();
    known.head().demandFresh(RoleName.TIMESTAMP, now);
    return known.snapshot();
  }

  /// Trusts a snapshot of before for the sake of what is older than it.
  void snapshotWas(Envelope envelope) {
    root.of(RoleName.SNAPSHOT).demand(envelope, RoleName.SNAPSHOT);
    snapshot = Optional.of(Snapshot.read(envelope));
  }

  /// Whether the snapshot of before is the one that the timestamp lists.
  boolean hasListedSnapshot() {
    return snapshot.isPresent()
        && snapshot.get().head().version() == timestamp.orElseThrow().snapshot().version();
  }

  /// Trusts the snapshot that the timestamp lists.
  void snapshotIs(Envelope envelope) {
    Listed listed = listedSnapshot();
    listed.info().demand(RoleName.file(RoleName.SNAPSHOT), envelope.bytes());
    root.of(RoleName.SNAPSHOT).demand(envelope, RoleName.SNAPSHOT);
    Snapshot next = Snapshot.read(envelope);
    demandListed(RoleName.SNAPSHOT, next.head(), listed);
    snapshot.ifPresent(next::demandNotBefore);
    snapshot = Optional.of(next);
  }

  /// What the snapshot says of a role's file.
  ///
  /// @throws ExpiredException if the time of the snapshot is over
  Listed listed(String role) {
    Snapshot known = snapshot.orElseThrow();
    known.head().demandFresh(RoleName.SNAPSHOT, now);
    return known.of(role);
  }

  /// Trusts the targets of a role.
  ///
  /// @param signers those whom the role has its word from
  Targets targetsAre(String role, Signers signers, Envelope envelope) {
    Listed listed = listed(role);
    listed.info().demand(RoleName.file(role), envelope.bytes());
    signers.demand(envelope, role);
    Targets read = Targets.read(role, envelope);
    demandListed(role, read.head(), listed);
    read.head().demandFresh(role, now);
    targets.put(role, new Loaded(envelope, read));
    return read;
  }

  /// The targets of a role, if they were trusted already. Another who lets the role speak may have
  /// them signed by others.
  Optional<Targets> targets(String role, Signers signers) {
    Loaded loaded = targets.get(role);
    if (loaded == null) {
      return Optional.empty();
    }
    signers.demand(loaded.envelope, role);
    return Optional.of(loaded.targets);
  }

  /// How things stand with each role of which there is metadata.
  List<Standing> standings() {
    List<Standing> standings = new ArrayList<>();
    standings.add(standing(RoleName.ROOT, root.head()));
    timestamp.ifPresent(known -> standings.add(standing(RoleName.TIMESTAMP, known.head())));
    snapshot.ifPresent(known -> standings.add(standing(RoleName.SNAPSHOT, known.head())));
    targets.forEach((role, loaded) -> standings.add(standing(role, loaded.targets.head())));
    return standings;
  }

  private static Standing standing(String role, Head head) {
    return new Standing(role, head.version(), head.expires());
  }

  private static void demandListed(String role, Head head, Listed listed) {
    if (head.version() != listed.version()) {
      throw new InconsistentException(
          "%s has version %d, and version %d is listed"
              .formatted(role, head.version(), listed.version()));
    }
  }
}
