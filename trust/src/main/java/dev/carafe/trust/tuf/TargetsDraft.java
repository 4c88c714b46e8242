package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The targets of a role while they are thought about.
public final class TargetsDraft {
  private final long version;
  private final Map<String, Json> targets = new TreeMap<>();
  private final Optional<Json> delegations;

  private TargetsDraft(long version, Optional<Json> delegations) {
    this.version = version;
    this.delegations = delegations;
  }

  /// The first ones of a role: none.
  public static TargetsDraft first() {
    return new TargetsDraft(1, Optional.empty());
  }

  /// Those after others, in which all is as it was.
  public static TargetsDraft after(Document targets) {
    return of(targets, targets.version() + 1);
  }

  /// Some that are not published yet, to think on about them.
  public static TargetsDraft of(Document draft) {
    return of(draft, draft.version());
  }

  private static TargetsDraft of(Document targets, long version) {
    TargetsDraft draft = new TargetsDraft(version, targets.signed().member("delegations"));
    draft.targets.putAll(
        Member.file(RoleName.file(RoleName.TARGETS), targets.signed())
            .member("targets")
            .struct()
            .members());
    return draft;
  }

  /// Names a target, in the place of one that has its path.
  public TargetsDraft with(Target target) {
    Json.Builder json =
        Json.object()
            .with("length", target.length())
            .with("hashes", Json.object().with(target.algorithm(), target.digest()).build());
    if (!target.custom().members().isEmpty()) {
      json.with("custom", target.custom());
    }
    targets.put(target.path(), json.build());
    return this;
  }

  /// Names a target no more.
  public TargetsDraft without(String path) {
    targets.remove(path);
    return this;
  }

  /// A target that it names.
  public Optional<Target> find(String path) {
    return Optional.ofNullable(targets.get(path))
        .map(target -> Target.read(path, Member.file(path, target)));
  }

  /// The paths of all that it names.
  public Set<String> paths() {
    return new TreeSet<>(targets.keySet());
  }

  /// What is to be signed.
  public Document draft(Instant now, Duration term) {
    Json.Builder signed =
        Terms.head(RoleName.TARGETS, version, now, term).with("targets", new Json.Struct(targets));
    delegations.ifPresent(others -> signed.with("delegations", others));
    return Document.of(signed.build());
  }
}
