package dev.carafe.image.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What programs must find or be told, because they would otherwise look for their own files where
/// their packages would have been installed, and perhaps find the machine's.
final class Surroundings {
  private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";

  private Surroundings() {}

  /// Adds what programs look for beside their executable, which is the tree's loader. QEMU takes a
  /// `qemu-bundle` there for the root of its installation; without it, it would load modules of the
  /// machine's QEMU, which are of another build.
  ///
  /// Source: `get_relocated_path` in QEMU's `util/cutils.c`.
  static void prepare(Path tree) throws IOException {
    Path libraries = Files.createDirectories(tree.resolve(LIBRARIES));
    Files.createSymbolicLink(libraries.resolve("qemu-bundle"), libraries.relativize(tree));
  }

  /// The variables that lead the C library and Python into the tree. Nothing is compiled into it,
  /// as it stays as it was made.
  ///
  /// Source: `locale(7)`, `iconv_open(3)`, `python3(1)`.
  static Map<String, String> environment(Path tree) {
    return Map.of(
        "LOCPATH", tree.resolve("usr/lib/locale").toString(),
        "GCONV_PATH", tree.resolve(LIBRARIES).resolve("gconv").toString(),
        "PYTHONHOME", tree.resolve("usr").toString(),
        "PYTHONDONTWRITEBYTECODE", "1",
        "PYTHONNOUSERSITE", "1");
  }
}
