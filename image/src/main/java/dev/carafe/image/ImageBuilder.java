package dev.carafe.image;

import dev.carafe.image.archive.DebEntry;
import dev.carafe.image.archive.DebPackage;
import dev.carafe.image.archive.DebianArchive;
import dev.carafe.image.archive.PackageIndex;
import dev.carafe.image.archive.PackageLock;
import dev.carafe.image.archive.PackageResolver;
import dev.carafe.image.archive.PackageStore;
import dev.carafe.image.component.Component.Target;
import dev.carafe.image.kernel.KernelModules;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.root.TreeAssembler;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The pipeline from a variant to a disk image, a line a stage.
public final class ImageBuilder {
  private final DebianArchive archive;
  private final PackageStore store;
  private final Progress progress;

  /// @param archive where packages are looked up
  /// @param store where they are kept
  public ImageBuilder(DebianArchive archive, PackageStore store, Progress progress) {
    this.archive = archive;
    this.store = store;
    this.progress = progress;
  }

  /// Resolves a request's packages against the archive as it is now.
  public PackageLock lock(BuildRequest request) {
    PackageIndex index = archive.open(progress);
    return new PackageLock(
        PackageResolver.resolve(index, Packages.requests(request.blueprint().components())),
        PackageResolver.resolve(index, Packages.TOOLS));
  }

  /// A trial of the first stages.
  public void trial(BuildRequest request, Path work) throws IOException {
    PackageLock lock = request.lock().orElseGet(() -> lock(request));
    List<DebPackage> packages = store.fetch(lock.image(), progress);
    ToolsTree tools = ToolsTree.open(store, lock.tools(), progress);
    KernelModules modules = KernelModules.of(packages, store.cache(), tools);
    Instant time = request.time().orElseGet(() -> newest(packages));
    FileSystems fileSystems = new FileSystems(tools, time);
    FileTree usr = UsrTree.assemble(request.blueprint(), Target.USR, packages, modules);
    TreeAssembler.addLibraries(usr, packages);
    fileSystems.writeErofs(
        usr, java.util.UUID.nameUUIDFromBytes(new byte[1]), work.resolve("usr.erofs"));
    FileTree initrd = UsrTree.assemble(request.blueprint(), Target.INITRD, packages, modules);
    TreeAssembler.addLibraries(initrd, packages);
    fileSystems.writeInitrd(initrd, work.resolve("initrd.zst"));
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
