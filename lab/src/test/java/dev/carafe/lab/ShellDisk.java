package dev.carafe.lab;

import dev.carafe.image.content.Content;
import dev.carafe.image.fat.FatFile;
import dev.carafe.image.fat.FatFileSystem;
import dev.carafe.image.fat.FatVolume;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A disk that the firmware's own shell runs a script from: an operating system of a few lines.
///
/// Source: UEFI Shell Specification 2.2, section 3.3: `startup.nsh`.
final class ShellDisk {
  static final long SIZE = 64L << 20;

  private ShellDisk() {}

  static Path write(Path disk, String... script) throws IOException {
    return write(disk, List.of(), script);
  }

  /// With more files beside the script.
  static Path write(Path disk, List<FatFile> more, String... script) throws IOException {
    byte[] lines = (String.join("\r\n", script) + "\r\n").getBytes(StandardCharsets.UTF_8);
    List<FatFile> files = new ArrayList<>(more);
    files.add(new FatFile("startup.nsh", Content.of(lines)));
    try (FileChannel file =
        FileChannel.open(disk, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      FatFileSystem.write(
          file, 0, SIZE, new FatVolume("SHELL", 1, Instant.ofEpochSecond(1L << 30)), files);
    }
    return disk;
  }
}
