package dev.carafe.node.update;

import dev.carafe.node.update.Obstacle.Held;
import dev.carafe.node.update.Obstacle.NotNewer;
import dev.carafe.node.update.Obstacle.NotWanted;
import dev.carafe.node.update.Obstacle.NotYet;
import dev.carafe.node.update.Obstacle.OtherSystem;
import dev.carafe.node.update.Obstacle.TooNew;
import dev.carafe.node.update.Obstacle.TooOld;
import dev.carafe.node.update.Obstacle.Tried;
import dev.carafe.node.update.Obstacle.WindowClosed;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Turn;
import dev.carafe.trust.release.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a node makes of a channel: every release with all that is in its way, and the one that is
/// taken. Downwards it goes only to a version that the settings name.
///
/// @param candidates the newest first
public record Decision(List<Candidate> candidates, Choice choice) {

  public Decision {
    candidates = List.copyOf(candidates);
  }

  /// What a decision depends on, besides the channel.
  ///
  /// @param running the system that runs
  /// @param history what the node has tried
  public record Situation(
      SystemImage running, UpdatePolicy policy, UpdateHistory history, Instant now) {

    private boolean isWanted(Release release) {
      return policy.versionLock().filter(release.version()::isMeantBy).isPresent();
    }
  }

  /// Decides.
  public static Decision of(Channel channel, Situation situation) {
    List<Candidate> candidates =
        channel.releases().stream().map(release -> candidate(release, situation)).toList();
    return new Decision(candidates, choice(channel, candidates, situation));
  }

  /// The versions that Bottlerocket would list: those for this node whose turn has come, older ones
  /// too.
  List<Version> available() {
    return candidates.stream()
        .filter(candidate ->
            !candidate.has(OtherSystem.class)
                && !candidate.has(TooOld.class)
                && !candidate.has(TooNew.class)
                && !candidate.has(NotYet.class))
        .map(candidate -> candidate.release().version())
        .toList();
  }

  private static Candidate candidate(Release release, Situation situation) {
    Optional<Turn> turn = release.waves().turnOf(situation.policy().seed());
    SystemImage running = situation.running();
    if (!release.variant().equals(running.variant())
        || !release.architecture().equals(running.architecture())) {
      OtherSystem other = new OtherSystem(release.variant(), release.architecture());
      return new Candidate(release, turn, List.of(other));
    }
    List<Obstacle> obstacles = new ArrayList<>();
    addLasting(release, situation, obstacles);
    turn.filter(_ -> !situation.policy().ignoreWaves())
        .filter(when -> when.from().isAfter(situation.now()))
        .ifPresent(when -> obstacles.add(new NotYet(when)));
    if (situation.policy().hold()) {
      obstacles.add(new Held());
    }
    if (situation.policy().opening(situation.now())
        instanceof Opening.Closed(String window, Instant opens)) {
      obstacles.add(new WindowClosed(window, opens));
    }
    return new Candidate(release, turn, obstacles);
  }

  private static void addLasting(Release release, Situation situation, List<Obstacle> obstacles) {
    Version running = situation.running().version();
    release
        .minVersion()
        .filter(least -> least.isNewerThan(running))
        .ifPresent(least -> obstacles.add(new TooOld(least)));
    release
        .maxVersion()
        .filter(running::isNewerThan)
        .ifPresent(most -> obstacles.add(new TooNew(most)));
    Optional<Version> wanted = situation.policy().versionLock();
    if (wanted.isPresent() && !situation.isWanted(release)) {
      obstacles.add(new NotWanted(wanted.get()));
    } else if (wanted.isEmpty() && !release.version().isNewerThan(running)) {
      obstacles.add(new NotNewer(running));
    }
    situation
        .history()
        .retreatFrom(release.rootHash())
        .ifPresent(attempt -> obstacles.add(new Tried(attempt, wanted.isPresent())));
  }

  private static Choice choice(Channel channel, List<Candidate> candidates, Situation situation) {
    Version running = situation.running().version();
    Optional<Version> wanted = situation.policy().versionLock();
    if (wanted.filter(running::isMeantBy).isPresent()) {
      return new Choice.UpToDate(running);
    }
    List<Candidate> possible =
        candidates.stream()
            .filter(candidate ->
                !candidate.has(OtherSystem.class)
                    && !candidate.has(NotNewer.class)
                    && !candidate.has(NotWanted.class))
            .toList();
    if (possible.isEmpty()) {
      return foreign(candidates, wanted)
          .<Choice>map(Choice.Blocked::new)
          .or(() -> wanted.map(version -> new Choice.NoSuchVersion(version, channel.name())))
          .orElse(new Choice.UpToDate(running));
    }
    return best(possible);
  }

  /// What is named, and for other nodes alone; where nothing is named, the newest of a channel that
  /// is for others alone.
  private static Optional<Candidate> foreign(List<Candidate> candidates, Optional<Version> wanted) {
    boolean all = candidates.stream().allMatch(candidate -> candidate.has(OtherSystem.class));
    return candidates.stream()
        .filter(candidate -> candidate.has(OtherSystem.class))
        .filter(candidate -> wanted.map(candidate.release().version()::isMeantBy).orElse(all))
        .findFirst();
  }

  /// The newest that may be had; or else the newest that may be had later; or else the newest.
  private static Choice best(List<Candidate> possible) {
    Optional<Candidate> free = possible.stream().filter(Candidate::isFree).findFirst();
    if (free.isPresent()) {
      return new Choice.Chosen(free.get());
    }
    for (Candidate candidate : possible) {
      Optional<Instant> until = candidate.freeAt();
      if (until.isPresent()) {
        return new Choice.Waiting(candidate, until.get());
      }
    }
    return new Choice.Blocked(possible.getFirst());
  }
}
