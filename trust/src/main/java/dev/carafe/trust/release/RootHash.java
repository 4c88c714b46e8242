package dev.carafe.trust.release;

import java.util.Optional;

/// The root of the dm-verity tree over a system's `/usr`: it stands for every byte of it, and so it
/// is the name of a system that nothing else can have.
///
/// @param hex 64 hexadecimal digits in lower case, as after `usrhash=`
public record RootHash(String hex) {

  public RootHash {
    fault(hex)
        .ifPresent(why -> {
          throw new IllegalArgumentException(hex + ": " + why);
        });
  }

  /// Why a text is no root hash, as the end of a sentence about it; empty where it is one.
  static Optional<String> fault(String text) {
    return text.length() == 64 && text.chars().allMatch(RootHash::isDigit)
        ? Optional.empty()
        : Optional.of("it is not 64 hexadecimal digits in lower case");
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /// The digits.
  @Override
  public String toString() {
    return hex;
  }
}
