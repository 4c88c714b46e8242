package dev.carafe.image.inspect;

/// What the check of one part of an image has found.
public sealed interface Finding {

  /// The part that was checked.
  String part();

  /// It is as it must be.
  ///
  /// @param what what is known of it now
  record Intact(String part, String what) implements Finding {}

  /// It is not.
  ///
  /// @param why with what was expected and what was found
  record Damaged(String part, String why) implements Finding {}
}
