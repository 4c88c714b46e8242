package dev.carafe.image;

import dev.carafe.image.content.Content;
import dev.carafe.image.signing.SigningKey;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// With what a build makes boot files that firmware starts under Secure Boot.
///
/// @param key signs the boot loader and the kernel image
/// @param enrolment changes of the firmware's variables by the names of their files, which
///   systemd's boot loader makes in firmware that believes nobody yet
/// @param policyKey signs what the kernel image measures to, for secrets that TPMs are to open to
///   it
public record SecureBoot(
    SigningKey key, SortedMap<String, Content> enrolment, Optional<SigningKey> policyKey) {
  public SecureBoot {
    enrolment = Collections.unmodifiableSortedMap(new TreeMap<>(enrolment));
  }
}
