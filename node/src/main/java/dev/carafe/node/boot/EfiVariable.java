package dev.carafe.node.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A variable of the firmware.
///
/// Source: [efivarfs](https://docs.kernel.org/filesystems/efivarfs.html): four bytes of attributes,
/// then the value.
///
/// @param root below which is `/sys`
/// @param name with the GUID of who has defined it
record EfiVariable(Path root, String name) {
  private static final String FOLDER = "sys/firmware/efi/efivars";
  private static final int ATTRIBUTES = 4;

  /// Empty where there is none, or it cannot be read.
  Optional<byte[]> value() {
    try {
      byte[] file = Files.readAllBytes(root.resolve(FOLDER).resolve(name));
      return file.length < ATTRIBUTES
          ? Optional.empty()
          : Optional.of(Arrays.copyOfRange(file, ATTRIBUTES, file.length));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
