package dev.carafe.cli.bench;

/// What a way to update costs.
///
/// @param usr bytes that a node fetches for `/usr`
/// @param kernel bytes that it fetches for the kernel image
/// @param seconds that it takes to make both
public record UpdateCost(long usr, long kernel, double seconds) {
  /// All that a node fetches.
  public long bytes() {
    return usr + kernel;
  }
}
