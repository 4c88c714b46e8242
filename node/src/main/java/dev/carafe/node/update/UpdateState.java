package dev.carafe.node.update;

import java.util.Optional;

/// How far the node is on its way to another system. The names are Bottlerocket's.
///
/// ```
///             refreshed                  prepared            activated
///      Idle <-----------> Available ---------------> Staged ----------> Ready
///                                                    Staged <---------- Ready
///                                                          deactivated
/// ```
///
/// A system that is staged or ready stays so while it is looked for others. Idle, available: going
/// back makes it ready at once, for the system that ran before is on the disk already.
public sealed interface UpdateState {

  /// Nothing is to be done.
  record Idle() implements UpdateState {}

  /// Something can be prepared.
  record Available(SystemImage chosen) implements UpdateState {

    Staged prepared() {
      return new Staged(chosen, Optional.of(chosen));
    }
  }

  /// A system is on the disk.
  ///
  /// @param chosen what could be prepared instead, or again
  record Staged(SystemImage staged, Optional<SystemImage> chosen) implements UpdateState {

    Ready activated() {
      return new Ready(staged, chosen);
    }
  }

  /// The machine will start it next.
  record Ready(SystemImage staged, Optional<SystemImage> chosen) implements UpdateState {

    Staged deactivated() {
      return new Staged(staged, chosen);
    }
  }

  /// Bottlerocket's word.
  default String word() {
    return switch (this) {
      case Idle _ -> "Idle";
      case Available _ -> "Available";
      case Staged _ -> "Staged";
      case Ready _ -> "Ready";
    };
  }

  /// What could be prepared.
  default Optional<SystemImage> choice() {
    return switch (this) {
      case Idle _ -> Optional.empty();
      case Available(SystemImage chosen) -> Optional.of(chosen);
      case Staged(SystemImage _, Optional<SystemImage> chosen) -> chosen;
      case Ready(SystemImage _, Optional<SystemImage> chosen) -> chosen;
    };
  }

  /// What is on the disk besides what runs.
  default Optional<SystemImage> other() {
    return switch (this) {
      case Idle _, Available _ -> Optional.empty();
      case Staged(SystemImage staged, Optional<SystemImage> _) -> Optional.of(staged);
      case Ready(SystemImage staged, Optional<SystemImage> _) -> Optional.of(staged);
    };
  }

  /// After it was looked what is offered.
  default UpdateState refreshed(Optional<SystemImage> chosen) {
    return switch (this) {
      case Idle _, Available _ -> chosen.<UpdateState>map(Available::new).orElse(new Idle());
      case Staged(SystemImage staged, Optional<SystemImage> _) -> new Staged(staged, chosen);
      case Ready(SystemImage staged, Optional<SystemImage> _) -> new Ready(staged, chosen);
    };
  }

  /// After the agent has started: what was offered is not known any more, and what is on the disk
  /// counts more than what was kept of it.
  ///
  /// @param running what runs
  /// @param other what else is on the disk, whole
  /// @param next whether the machine will start that next
  default UpdateState afterStart(SystemImage running, Optional<SystemImage> other, boolean next) {
    Optional<SystemImage> staged =
        other().filter(image -> !image.isSame(running) && other.filter(image::isSame).isPresent());
    if (staged.isEmpty()) {
      return new Idle();
    }
    Staged kept = new Staged(staged.get(), Optional.empty());
    return next ? kept.activated() : kept;
  }
}
