package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// A root while it is thought about: who signs what, and how many of them must.
public final class RootDraft {
  private final long version;
  private final Map<String, Seats> roles = new TreeMap<>();

  /// Those who may sign for a role.
  private record Seats(Map<String, Key> keys, int threshold) {}

  private RootDraft(long version) {
    this.version = version;
  }

  /// The first root of a repository.
  public static RootDraft first() {
    return new RootDraft(1);
  }

  /// The one after another, in which all is as it was.
  public static RootDraft after(Document root) {
    return of(root, root.version() + 1);
  }

  /// One that is not published yet, to think on about it.
  public static RootDraft of(Document draft) {
    return of(draft, draft.version());
  }

  private static RootDraft of(Document root, long version) {
    Root read = Root.read(Envelope.read(RoleName.file(RoleName.ROOT), root.bytes()));
    RootDraft draft = new RootDraft(version);
    read.signers()
        .forEach((role, signers) ->
            draft.roles.put(role, new Seats(signers.keys(), signers.threshold())));
    return draft;
  }

  /// From 1.
  public long version() {
    return version;
  }

  /// Says who signs for a role from now on.
  ///
  /// @param role `root`, `timestamp`, `snapshot` or `targets`
  /// @throws IllegalArgumentException where fewer may sign than must
  public RootDraft with(String role, List<Key> keys, int threshold) {
    Map<String, Key> byId = new LinkedHashMap<>();
    keys.forEach(key -> byId.put(key.id(), key));
    if (threshold < 1 || threshold > byId.size()) {
      throw new IllegalArgumentException(
          "%s cannot need %d signatures of %d keys".formatted(role, threshold, byId.size()));
    }
    roles.put(role, new Seats(byId, threshold));
    return this;
  }

  /// Those who sign for a role, by their identifiers.
  public Map<String, Key> keys(String role) {
    return Map.copyOf(seats(role).keys);
  }

  /// How many of them must.
  public int threshold(String role) {
    return seats(role).threshold;
  }

  private Seats seats(String role) {
    return Objects.requireNonNull(roles.get(role), () -> "nobody signs for " + role);
  }

  /// What is to be signed: by the signers of the root before, and by its own.
  public Document draft(Instant now, Duration term) {
    Map<String, Key> all = new TreeMap<>();
    Json.Builder members = Json.object();
    for (String role : RoleName.ALL) {
      Seats seats = seats(role);
      all.putAll(seats.keys);
      members.with(role, seats(seats.keys, seats.threshold).build());
    }
    Json.Builder keys = Json.object();
    all.forEach((id, key) -> keys.with(id, key.json()));
    return Document.of(
        Terms.head(RoleName.ROOT, version, now, term)
            .with("consistent_snapshot", Json.of(true))
            .with("keys", keys.build())
            .with("roles", members.build())
            .build());
  }

  /// `keyids` and `threshold`.
  static Json.Builder seats(Map<String, Key> keys, int threshold) {
    return Json.object()
        .with("keyids", Json.of(keys.keySet().stream().sorted().map(Json::of).toList()))
        .with("threshold", threshold);
  }
}
