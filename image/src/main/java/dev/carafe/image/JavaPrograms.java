package dev.carafe.image;

import dev.carafe.image.component.Component;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.java.JavaRuntime;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Makes the Java programs that components bring.
///
/// @param jdk with `openjdk-25-jdk-headless`
/// @param time of the jars' files
record JavaPrograms(
    Applications applications, ToolsTree jdk, ContentCache cache, Instant time, Progress progress) {

  /// Adds them, with a run-time each.
  ///
  /// @return their jars
  List<Path> addTo(FileTree tree, List<Component> components) {
    List<Path> all = new ArrayList<>();
    for (Component component : components) {
      component
          .java()
          .ifPresent(program -> {
            JavaRuntime runtime =
                JavaRuntime.make(jdk, cache, program, applications.jars(program), time, progress);
            runtime.addTo(tree, component.name());
            all.addAll(runtime.jars());
          });
    }
    return all;
  }
}
