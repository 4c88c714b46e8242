package dev.carafe.image.java;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.content.Content;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;

/// The part of a JDK that a program needs, cut by `jlink` and without what no node reads.
///
/// Native code stays byte for byte what Debian's package has. Nothing is compressed: images are, on
/// their way.
///
/// @param folder with the run-time, `jre`, and the JDK's own list of the classes that most programs
///   load, `classlist`
///
///   Source: [`jlink`](https://docs.oracle.com/en/java/javase/25/docs/specs/man/jlink.html).
record LinkedRuntime(Path folder) {
  /// Part of the name of every run-time: another way to cut it gives another.
  private static final String RECIPE = "5";

  private static final List<String> OPTIONS =
      List.of(
          "--strip-java-debug-attributes",
          "--no-man-pages",
          "--no-header-files",
          // Some of Debian's builds have the symbols of the C code beside it.
          "--exclude-files=**.debuginfo");

  /// Licences are in the bill of materials; the rest serves other programs than a virtual machine.
  private static final List<String> UNUSED =
      List.of(
          "bin/keytool",
          "conf/sdp",
          "legal",
          "lib/jexec",
          "lib/jrt-fs.jar",
          "lib/libjsig.so",
          "lib/server/libjsig.so",
          "release");

  static LinkedRuntime link(
      ToolsTree jdk, ContentCache cache, List<String> modules, Progress progress) {
    String names = String.join(",", modules.stream().sorted().toList());
    String key = Sha256.of(String.join("\n", RECIPE, jdk.root().toString(), names)).hex();
    return new LinkedRuntime(
        cache.deriveTree(
            "java/runtime-" + key,
            folder -> {
              try (Progress.Task _ =
                  progress.begin("cutting the Java run-time", 0, Progress.Unit.ITEMS)) {
                new LinkedRuntime(folder).cut(jdk, names);
              }
            }));
  }

  Path home() {
    return folder.resolve("jre");
  }

  Path classList() {
    return folder.resolve("classlist");
  }

  private void cut(ToolsTree jdk, String modules) throws IOException {
    jdk.command("jlink", "--add-modules", modules, "--output", home().toString())
        .with(OPTIONS)
        .run();
    Files.move(home().resolve("lib/classlist"), classList());
    for (String unused : UNUSED) {
      delete(home().resolve(unused));
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.toList().reversed()) {
        Files.delete(path);
      }
    }
  }

  /// Adds a run-time to an image. It has no links: `jlink` makes some only among licences.
  static void addTo(FileTree tree, Path home, String place, String owner) {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(LinkedRuntime::isFile).toList()) {
        boolean executable =
            Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
        tree.file(place + "/" + home.relativize(file), Content.of(file), executable, owner);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + home + ": " + e.getMessage(), e);
    }
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }
}
