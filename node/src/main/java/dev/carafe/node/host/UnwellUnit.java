package dev.carafe.node.host;

/// A unit of systemd that should be running and is not.
///
/// @param name as somebody has asked for it
/// @param exitStatus of its main process, 0 where none has ended
public record UnwellUnit(String name, int exitStatus) {

  /// `NAME:STATUS`.
  @Override
  public String toString() {
    return name + ":" + exitStatus;
  }
}
