package dev.carafe.node.update;

import dev.carafe.disk.verity.RootHash;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Turn;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A release as one node sees it.
///
/// @param turn when it is the node's, where there are waves
/// @param obstacles all that keeps the node from taking it
public record Candidate(Release release, Optional<Turn> turn, List<Obstacle> obstacles) {

  public Candidate {
    obstacles = List.copyOf(obstacles);
  }

  /// Whether whoever asks may have it.
  boolean isFree() {
    return obstacles.stream().noneMatch(Obstacle::bindsCallers);
  }

  /// Whether the node may take it by itself.
  boolean isFreeByItself() {
    return obstacles.isEmpty();
  }

  boolean has(Class<? extends Obstacle> kind) {
    return obstacles.stream().anyMatch(kind::isInstance);
  }

  /// When whoever asks may have it, where nothing but time is in the way.
  Optional<Instant> freeAt() {
    List<Obstacle> binding = obstacles.stream().filter(Obstacle::bindsCallers).toList();
    return binding.stream().allMatch(obstacle -> obstacle.until().isPresent())
        ? binding.stream()
            .flatMap(obstacle -> obstacle.until().stream())
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }

  /// Why it is not taken, for people; empty where nothing is in the way.
  String why() {
    return String.join("; and as ", obstacles.stream().map(Obstacle::text).toList());
  }

  SystemImage image() {
    return SystemImage.of(release);
  }

  /// For scripts.
  ///
  /// @param running what is there to make it of
  Json.Struct json(RootHash running) {
    Json.Builder object =
        Json.object()
            .with("version", release.version().toString())
            .with("variant", release.variant())
            .with("arch", release.architecture())
            .with("notes", Optional.of(release.notes()).filter(notes -> !notes.isEmpty()))
            .with("download_bytes", release.sizeFrom(running));
    turn.ifPresent(when ->
        object.with(
            "turn",
            Json.object()
                .with("wave", when.wave())
                .with("waves", when.waves())
                .with("from", when.from().toString())
                .build()));
    return object
        .with("obstacles", Json.of(obstacles.stream().map(Obstacle::json).toList()))
        .build();
  }
}
