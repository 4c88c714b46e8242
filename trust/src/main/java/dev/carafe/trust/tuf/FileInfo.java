package dev.carafe.trust.tuf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// What signed metadata says of a file.
///
/// @param length in bytes, where it says so
/// @param digests in hexadecimal digits, by `sha256` or `sha512`
record FileInfo(OptionalLong length, Map<String, String> digests) {
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha256", "SHA-256", "sha512", "SHA-512");

  FileInfo {
    digests = Map.copyOf(digests);
  }

  static FileInfo read(Member info) {
    Map<String, String> digests = new LinkedHashMap<>();
    info.find("hashes")
        .ifPresent(
            hashes -> hashes.members().forEach((name, digest) -> digests.put(name, digest.text())));
    OptionalLong length =
        info.find("length")
            .map(member -> OptionalLong.of(member.number(0)))
            .orElse(OptionalLong.empty());
    return new FileInfo(length, digests);
  }

  /// How much is read of it at most.
  long limit(long otherwise) {
    return length.orElse(otherwise);
  }

  /// @throws AlteredException if it is another file
  void demand(String name, byte[] bytes) {
    if (length.isPresent() && length.getAsLong() != bytes.length) {
      throw new AlteredException(
          "%s has %d bytes instead of %d".formatted(name, bytes.length, length.getAsLong()));
    }
    digests.forEach((algorithm, digest) -> {
      if (ALGORITHMS.containsKey(algorithm)
          && !HexFormat.of().formatHex(digest(algorithm).digest(bytes)).equals(digest)) {
        throw new AlteredException(name + " has another " + algorithm + " digest than " + digest);
      }
    });
  }

  /// The digest that the file is checked by.
  ///
  /// @throws MalformedMetadataException if there is none that is known
  Map.Entry<String, String> digest(Member where) {
    for (String algorithm : new String[] {"sha256", "sha512"}) {
      if (digests.containsKey(algorithm)) {
        return Map.entry(algorithm, digests.get(algorithm));
      }
    }
    throw where.wrong("a digest by sha256 or sha512");
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(ALGORITHMS.get(algorithm));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
