package dev.carafe.image.java;

import dev.carafe.image.component.Component.JavaProgram;
import dev.carafe.image.content.Content;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A Java program with the run-time that was cut for it and the class-data archive that makes it
/// start quickly, all as they stand on the node. Debian's own JDK makes both, so that they are
/// verified and patched like every other package.
///
/// The same packages, jars, options and time give the same bytes, wherever they are made.
///
/// @param runtime the folder of the run-time
/// @param jars of the program, in the order of its class path
/// @param archive of the classes that the program loads at its start
public record JavaRuntime(JavaProgram program, Path runtime, List<Path> jars, Path archive) {

  public JavaRuntime {
    jars = List.copyOf(jars);
  }

  /// Cuts the run-time and dumps the archive, unless the cache has them.
  ///
  /// @param jdk with `openjdk-25-jdk-headless`
  /// @param jars of the program; their class path is in the order of their names
  /// @param time of the jars' files on the node, in whole seconds: the virtual machine refuses an
  ///   archive of jars with another
  /// @throws SameJarNameException if two jars would stand at one place
  public static JavaRuntime make(
      ToolsTree jdk,
      ContentCache cache,
      JavaProgram program,
      List<Path> jars,
      Instant time,
      Progress progress) {
    ClassPath classPath = ClassPath.of(jars, program.install());
    LinkedRuntime runtime = LinkedRuntime.link(jdk, cache, program.modules(), progress);
    Path archive =
        new ClassDataDump(jdk, runtime, new Launch(program, classPath), time).make(cache, progress);
    return new JavaRuntime(program, runtime.home(), classPath.jars(), archive);
  }

  /// Adds all of it to the image, and the file of arguments that starts the program:
  /// `RUNTIME/bin/java @INSTALL/java.options`.
  public void addTo(FileTree tree, String owner) {
    LinkedRuntime.addTo(tree, runtime, program.runtime(), owner);
    ClassPath classPath = ClassPath.of(jars, program.install());
    classPath.places().forEach((place, jar) -> tree.file(place, Content.of(jar), false, owner));
    Launch launch = new Launch(program, classPath);
    tree.file(launch.archive(), Content.of(archive), false, owner);
    tree.text(program.install() + "/java.options", launch.argumentFile(), owner);
  }
}
