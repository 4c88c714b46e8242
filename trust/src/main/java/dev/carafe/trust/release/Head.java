package dev.carafe.trust.release;

/// What the file of a payload begins with: it tells the digest of every part behind it. As the
/// release tells its own digest, and is signed, a node may fetch just those parts that it lacks,
/// from anywhere.
///
/// The format is written down in `docs/formats/delta.md`.
///
/// @param size in bytes
/// @param sha256 64 hexadecimal digits in lower case
public record Head(int size, String sha256) {
  /// In bytes.
  public static final int LARGEST = 1 << 20;

  public Head {
    Names.demand(sha256, Names.digestFault(sha256));
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException("a head has 1 to " + LARGEST + " bytes, not " + size);
    }
  }
}
