package dev.carafe.image.java;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.process.Command;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/// The making of a static class-data archive: the classes that a program loads at its start, ready
/// to be mapped into memory.
///
/// An archive remembers the name, size and time of every jar, and refuses others. Names count only
/// from the folder on that all jars share. So the jars are laid out as on the node, below a folder
/// that the virtual machine works in and never hears the name of: that name would be in the archive
/// otherwise, and no two caches would make the same bytes.
///
/// Source: `AOTClassLocationConfig` in HotSpot's `cds/aotClassLocation.cpp`.
record ClassDataDump(ToolsTree jdk, LinkedRuntime runtime, Launch launch, Instant time) {
  /// How long the path of the directory is that an archive is dumped in, whatever cache that is
  /// below. Code that runs during the dump reads the path; what it does depends on the length, and
  /// leaves its mark in the archive.
  private static final int PATH_LENGTH = 400;

  private static final int LONGEST_NAME = 200;

  /// Part of the name of every archive: another way to make it gives another.
  private static final String RECIPE = "7";

  private static final String CLASS_LIST = "classlist";

  /// The archive, made unless the cache has it.
  Path make(ContentCache cache, Progress progress) {
    return cache
        .deriveTree(
            "java/archive-" + key(),
            root -> {
              try (Progress.Task _ =
                  progress.begin("archiving the program's classes", 0, Progress.Unit.ITEMS)) {
                dump(root);
              }
            })
        .resolve(launch.archive());
  }

  private String key() {
    String jars =
        launch.classPath().jars().stream()
            .map(jar -> Sha256.of(jar).hex())
            .collect(Collectors.joining("\n"));
    return Sha256.of(
            String.join(
                "\n",
                RECIPE,
                runtime.folder().toString(),
                time.toString(),
                launch.argumentFile(),
                jars))
        .hex();
  }

  private void dump(Path root) throws IOException {
    Path place = Files.createDirectories(lengthened(root.toRealPath(), PATH_LENGTH));
    for (Map.Entry<String, Path> jarPlace : launch.classPath().places().entrySet()) {
      Path jar = place.resolve(jarPlace.getKey());
      Files.createDirectories(jar.getParent());
      Files.copy(jarPlace.getValue(), jar);
      Files.setLastModifiedTime(jar, FileTime.from(time));
    }
    Files.write(
        place.resolve(CLASS_LIST),
        ClassList.of(
            launch.program().application(), launch.classPath().jars(), runtime.classList()));
    java(place)
        .with(launch.options("", "-Xshare:dump", "-XX:SharedClassListFile=" + CLASS_LIST))
        .run();
    demandUse(place);
    Path archive = root.resolve(launch.archive());
    Files.createDirectories(archive.getParent());
    Files.move(place.resolve(launch.archive()), archive);
  }

  /// A path below another that is so many characters long.
  ///
  /// @throws PathTooLongException if the other is too long for that already
  static Path lengthened(Path path, int length) {
    int missing = length - path.toString().length() - 1;
    if (missing < 1) {
      throw new PathTooLongException(path, length);
    }
    return missing <= LONGEST_NAME + 1
        ? path.resolve("-".repeat(missing))
        : lengthened(path.resolve("-".repeat(Math.min(LONGEST_NAME, missing - 2))), length);
  }

  /// Starts the virtual machine as the node does, at the place where the jars are here: an archive
  /// that does not fit is a slow start that nobody notices.
  private void demandUse(Path place) {
    java(place).with(launch.options(place + "/", "-Xshare:on")).with("-version").run();
  }

  private Command java(Path place) {
    return jdk.commandAt(runtime.home().resolve("bin/java")).in(place);
  }
}
