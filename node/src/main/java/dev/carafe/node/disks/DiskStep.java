package dev.carafe.node.disks;

import dev.carafe.node.disks.FileSystems.Mounted;
import java.util.List;
import java.util.Optional;

/// What is to be done now about one data disk.
///
/// ```
///                        device                 mounted
///   wanted ──> [Await] ─────────> [Prepare] ─────────────> [Keep] ──┐ the device has gone
///                 ^                                                 v
///                 └────────────────────────────────────────── [Detach]
///   wanted no more, or on another device ──> [Occupied] while pods use it ──> [Unmount]
/// ```
sealed interface DiskStep {

  /// Nobody wants it, and nothing of it is there.
  record Rest() implements DiskStep {}

  /// The device is not there yet.
  record Await() implements DiskStep {}

  /// What is on the device is looked at, made or mended, and mounted.
  record Prepare() implements DiskStep {}

  /// It is mounted as it should be.
  record Keep() implements DiskStep {}

  /// The device has gone from under what is mounted.
  record Detach() implements DiskStep {}

  /// Should not be mounted any more, but pods use it.
  record Occupied(List<String> users) implements DiskStep {}

  /// Nobody uses it any more.
  record Unmount() implements DiskStep {}

  /// Something else is mounted in its place.
  record Taken() implements DiskStep {}

  /// What is there at one moment.
  ///
  /// @param wanted whether settings want it
  /// @param device the number of the device that they name; empty where there is none
  /// @param mounted in its place
  /// @param own the number of the device that was mounted there for them; empty where none was
  /// @param alive whether there is still a device of what is mounted
  /// @param users the pods that have something of the place
  record View(
      boolean wanted,
      Optional<String> device,
      Optional<Mounted> mounted,
      Optional<String> own,
      boolean alive,
      List<String> users) {

    public View {
      users = List.copyOf(users);
    }
  }

  /// Decides; pure.
  static DiskStep decide(View view) {
    if (view.mounted().isEmpty()) {
      return !view.wanted() ? new Rest() : view.device().isEmpty() ? new Await() : new Prepare();
    }
    Optional<String> number = view.mounted().map(Mounted::number);
    boolean own = number.equals(view.own());
    if (own && !view.alive()) {
      return new Detach();
    }
    boolean same = view.device().isEmpty() || view.device().equals(number);
    if (view.wanted() && same && (own || view.device().isPresent())) {
      return new Keep();
    }
    if (!own) {
      return view.wanted() ? new Taken() : new Rest();
    }
    return view.users().isEmpty() ? new Unmount() : new Occupied(view.users());
  }
}
