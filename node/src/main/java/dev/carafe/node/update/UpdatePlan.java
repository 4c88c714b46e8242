package dev.carafe.node.update;

import dev.carafe.settings.json.Json;
import java.util.List;
import java.util.Optional;

/// What it takes to put a release onto the disk, before anything of it is done.
///
/// @param obstacles why it would not be begun, as ends of a sentence
public record UpdatePlan(List<Download> downloads, List<Room> rooms, List<String> obstacles) {

  public UpdatePlan {
    downloads = List.copyOf(downloads);
    rooms = List.copyOf(rooms);
    obstacles = List.copyOf(obstacles);
  }

  /// One of a node that cannot be updated at all.
  static UpdatePlan impossible(String why) {
    return new UpdatePlan(List.of(), List.of(), List.of(why));
  }

  /// A file that is fetched.
  ///
  /// @param what it is part of: `usr`, `kernel`
  /// @param target its path in the repository
  /// @param delta whether it is only what is different from the system that runs
  /// @param bytes at most; what is on the disk already is not fetched again
  /// @param from addresses, in the order in which they are asked
  public record Download(String what, String target, boolean delta, long bytes, List<String> from) {
    public Download {
      from = List.copyOf(from);
    }

    Json.Struct json() {
      return Json.object()
          .with("what", what)
          .with("target", target)
          .with("delta", Json.of(delta))
          .with("bytes", bytes)
          .with("from", Json.of(from.stream().map(Json::of).toList()))
          .build();
    }
  }

  /// A place where something is written.
  ///
  /// @param where which, for people: `the other slot`
  /// @param needed in bytes
  /// @param there how many bytes there are for it
  public record Room(String where, long needed, long there) {

    boolean suffices() {
      return needed <= there;
    }

    private String lack() {
      return "%s has room for %d bytes, and %d are needed".formatted(where, there, needed);
    }

    Json.Struct json() {
      return Json.object().with("where", where).with("needed", needed).with("there", there).build();
    }
  }

  /// Why it is not begun, as the end of a sentence; empty where nothing is in the way.
  public Optional<String> refusal() {
    return obstacles.stream()
        .findFirst()
        .or(() -> rooms.stream().filter(room -> !room.suffices()).findFirst().map(Room::lack));
  }

  /// For scripts.
  Json.Struct json() {
    return Json.object()
        .with("downloads", Json.of(downloads.stream().map(Download::json).toList()))
        .with("rooms", Json.of(rooms.stream().map(Room::json).toList()))
        .with("refusal", refusal())
        .build();
  }
}
