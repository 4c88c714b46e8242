package dev.carafe.cli.bench;

/// A way to bring a new image to a node that has an old one.
public enum UpdateMethod {
  WHOLE("all of it, zstd -9"),
  WHOLE_DELTA("all of it, as our format has it"),
  BLOCKS("missing blocks of 4 KiB, zstd -9"),
  CHUNKS("missing chunks of 64 KiB, as casync"),
  PATCH_FROM("zstd -9 --patch-from"),
  DELTA("our delta");

  private final String label;

  UpdateMethod(String label) {
    this.label = label;
  }

  /// For a person.
  public String label() {
    return label;
  }
}
