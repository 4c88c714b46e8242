package dev.carafe.cli.soak;

/// What a cut of the power did to the node.
///
/// @param detail what was wrong, if something was
public record Verdict(Kind kind, String detail) {

  /// What was found after the cut.
  public enum Kind {
    /// The settings before the commit that was under way, or the system before the update.
    OLD,
    /// Those of the commit that was under way, or the new system.
    NEW,
    /// The last commit's: none was under way.
    BETWEEN,
    /// Everything as it must be, where no settings are looked at.
    WELL,
    /// Something that must not be.
    FAILED
  }

  static Verdict of(Kind kind) {
    return new Verdict(kind, "");
  }

  static Verdict failed(String detail) {
    return new Verdict(Kind.FAILED, detail);
  }
}
