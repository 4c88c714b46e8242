package dev.carafe.node.boot;

/// How often the boot loader may still try an entry, and has tried it.
///
/// Source: [Boot Loader
/// Specification](https://uapi-group.org/specifications/specs/boot_loader_specification/), "Boot
/// counting".
public record TryCount(int left, int done) {
  /// Of an entry that was not tried yet.
  static final TryCount ALL = new TryCount(3, 0);

  /// As it stands in the name of a file: `+LEFT-DONE`.
  @Override
  public String toString() {
    return "+" + left + "-" + done;
  }
}
