package dev.carafe.image.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a program must be told, because it would otherwise look for its own files where its package
/// would have been installed.
///
/// @param arguments that come before the caller's
record Surroundings(List<String> arguments, Map<String, String> environment) {

  /// What an interpreter or a program of this name needs in a tree.
  static Surroundings of(Path tree, String program) {
    if (program.startsWith("python3")) {
      return python(tree);
    }
    if (program.startsWith("qemu-system-")) {
      return qemu(tree);
    }
    return new Surroundings(List.of(), Map.of());
  }

  /// Source: `python3(1)`, "ENVIRONMENT VARIABLES". Nothing is compiled into the tree, which stays
  /// as it was made.
  private static Surroundings python(Path tree) {
    return new Surroundings(
        List.of(),
        Map.of(
            "PYTHONHOME",
            tree.resolve("usr").toString(),
            "PYTHONPATH",
            tree.resolve("usr/lib/python3/dist-packages").toString(),
            "PYTHONDONTWRITEBYTECODE",
            "1",
            "PYTHONNOUSERSITE",
            "1"));
  }

  /// Source: `qemu-system(1)`, option `-L`; `QEMU_MODULE_DIR` in QEMU's `util/module.c`.
  private static Surroundings qemu(Path tree) {
    return new Surroundings(
        List.of(
            "-L", tree.resolve("usr/share/qemu").toString(),
            "-L", tree.resolve("usr/share/seabios").toString(),
            "-L", tree.resolve("usr/lib/ipxe/qemu").toString()),
        Map.of("QEMU_MODULE_DIR", tree.resolve("usr/lib/x86_64-linux-gnu/qemu").toString()));
  }
}
