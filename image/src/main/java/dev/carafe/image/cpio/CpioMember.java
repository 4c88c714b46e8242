package dev.carafe.image.cpio;

import java.nio.ByteBuffer;

/// What an archive holds under one name.
///
/// @param name the path
/// @param mode type and permission bits as in `struct stat`
/// @param content the bytes of a file, or the target of a symbolic link
public record CpioMember(String name, int mode, ByteBuffer content) {
  public CpioMember {
    content = content.asReadOnlyBuffer();
  }
}
