package dev.carafe.node.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is mounted, by the devices.
///
/// Source:
/// [proc_pid_mountinfo(5)](https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html).
///
/// @param mountInfo the kernel's list
record MountTable(Path mountInfo) {
  private static final int DEVICE = 2;
  private static final int ROOT = 3;
  private static final int PATH = 4;
  private static final int OPTIONS = 5;

  /// The whole file systems on devices with numbers such as `254:1`; parts of them, mounted
  /// elsewhere too, are left out.
  Map<String, List<MountedAt>> byDevice() {
    Map<String, List<MountedAt>> mounts = new HashMap<>();
    try {
      for (String line : Files.readAllLines(mountInfo)) {
        String[] fields = line.split(" ", -1);
        int separator = List.of(fields).indexOf("-");
        if (separator > OPTIONS && fields[ROOT].equals("/")) {
          mounts
              .computeIfAbsent(fields[DEVICE], _ -> new ArrayList<>())
              .add(mount(fields, separator));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + mountInfo + ": " + e.getMessage(), e);
    }
    return mounts;
  }

  private static MountedAt mount(String[] fields, int separator) {
    Path path = Path.of(unescaped(fields[PATH]));
    return new MountedAt(
        path.toString(),
        fields[separator + 1],
        List.of(fields[OPTIONS].split(",", -1)).contains("ro"),
        path.toFile().getTotalSpace(),
        path.toFile().getUsableSpace());
  }

  /// Spaces are written `\040`, three octal digits.
  static String unescaped(String text) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && i + 3 < text.length()) {
        path.append((char) Integer.parseInt(text.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        path.append(text.charAt(i));
      }
    }
    return path.toString();
  }
}
