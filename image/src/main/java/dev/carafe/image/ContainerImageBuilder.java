package dev.carafe.image;

import dev.carafe.image.archive.DebEntry;
import dev.carafe.image.archive.DebPackage;
import dev.carafe.image.archive.DebianArchive;
import dev.carafe.image.archive.LockedPackage;
import dev.carafe.image.archive.PackageIndex;
import dev.carafe.image.archive.PackageResolver;
import dev.carafe.image.archive.PackageStore;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Component.ContainerStart;
import dev.carafe.image.oci.ContainerImage;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.root.TreeAssembler;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes container images of Debian's packages and of source, as the system's own tree is made.
public final class ContainerImageBuilder {
  private final DebianArchive archive;
  private final PackageStore store;
  private final Applications applications;
  private final Progress progress;

  /// @param archive where packages are looked up
  /// @param store where they are kept
  /// @param applications the Java applications that an image may name
  public ContainerImageBuilder(
      DebianArchive archive, PackageStore store, Applications applications, Progress progress) {
    this.archive = archive;
    this.store = store;
    this.applications = applications;
    this.progress = progress;
  }

  /// Makes an image.
  ///
  /// @param image what is in it
  /// @param folder where it goes
  /// @param time of its files; empty for that of the newest file of its packages
  public ContainerImage build(Component image, Path folder, String tag, Optional<Instant> time)
      throws IOException {
    ContainerStart start = image.container().orElseThrow();
    PackageIndex index = archive.open(progress);
    List<LockedPackage> locked = PackageResolver.resolve(index, Packages.requests(List.of(image)));
    List<DebPackage> packages = store.fetch(locked, progress);
    Instant moment = time.orElseGet(() -> newest(packages));
    FileTree tree = TreeAssembler.assemble(List.of(image), packages);
    if (image.java().isPresent()) {
      programs(index, moment).addTo(tree, List.of(image));
    }
    sources(index, image).addTo(tree, List.of(image));
    TreeAssembler.addLibraries(tree, packages);
    addSurroundings(tree, image.name());
    return ContainerImage.write(folder, tag, tree.entries(), start, moment);
  }

  /// With the tools that the system's images are made with, which are here already as a rule.
  private JavaPrograms programs(PackageIndex index, Instant time) {
    ToolsTree tools =
        ToolsTree.open(store, PackageResolver.resolve(index, Packages.TOOLS), progress);
    return new JavaPrograms(applications, tools, store.cache(), time, progress);
  }

  private SourcePrograms sources(PackageIndex index, Component image) {
    return new SourcePrograms(
        store, PackageResolver.resolve(index, Packages.compilers(List.of(image))), progress);
  }

  /// What every program expects.
  private static void addSurroundings(FileTree tree, String owner) {
    for (String folder : List.of("dev", "proc", "root", "run", "sys", "var/tmp")) {
      tree.directory(folder, owner);
    }
    for (String merged : List.of("bin", "lib", "lib64", "sbin")) {
      tree.directory("usr/" + merged, owner);
      tree.link(merged, "usr/" + merged, owner);
    }
    tree.put(new TreeEntry.Directory("tmp", 01777), owner);
    tree.link("etc/mtab", "../proc/self/mounts", owner);
  }

  private static Instant newest(List<DebPackage> packages) {
    long seconds =
        packages.stream()
            .flatMap(deb -> deb.entries().stream())
            .mapToLong(DebEntry::modified)
            .max()
            .orElse(0);
    return Instant.ofEpochSecond(seconds);
  }
}
