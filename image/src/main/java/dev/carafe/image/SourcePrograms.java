package dev.carafe.image;

import dev.carafe.image.archive.LockedPackage;
import dev.carafe.image.archive.PackageStore;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Component.GoSource;
import dev.carafe.image.go.Go;
import dev.carafe.image.go.GoModule;
import dev.carafe.image.go.GoPrograms;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// Makes the programs that components bring as source.
///
/// @param compilers the packages that build them
record SourcePrograms(PackageStore store, List<LockedPackage> compilers, Progress progress) {
  SourcePrograms {
    compilers = List.copyOf(compilers);
  }

  /// Builds and adds them.
  ///
  /// @return the modules whose code is in them
  NavigableSet<GoModule> addTo(FileTree tree, List<Component> components) {
    NavigableSet<GoModule> modules = new TreeSet<>();
    for (Component component : components) {
      Optional<GoSource> source = component.go();
      if (source.isPresent()) {
        GoPrograms programs = built(component.name(), source.get());
        programs.addTo(tree, component.name());
        modules.addAll(programs.modules());
      }
    }
    return modules;
  }

  private GoPrograms built(String component, GoSource source) {
    if (compilers.isEmpty()) {
      throw new NoCompilersException(component);
    }
    Go go =
        Go.of(
            ToolsTree.open(store, compilers, progress),
            store.cache(),
            store.network(),
            System.getenv());
    return GoPrograms.make(go, store.cache(), component, source, progress);
  }
}
