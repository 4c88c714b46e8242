package dev.carafe.image.archive;

import java.util.regex.Pattern;

/// A key whose signatures are believed.
///
/// @param fingerprint of the primary key or subkey that signs, 40 upper-case hexadecimal digits
/// @param armored the OpenPGP certificate that holds it
public record PinnedKey(String fingerprint, String armored) {
  private static final Pattern FORM = Pattern.compile("[0-9A-F]{40}");

  public PinnedKey {
    if (!FORM.matcher(fingerprint).matches()) {
      throw new IllegalArgumentException("not a key's fingerprint: " + fingerprint);
    }
  }
}
