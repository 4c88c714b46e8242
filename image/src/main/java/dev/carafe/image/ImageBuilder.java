package dev.carafe.image;

import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.archive.DebEntry;
import dev.carafe.image.archive.DebPackage;
import dev.carafe.image.archive.DebianArchive;
import dev.carafe.image.archive.PackageIndex;
import dev.carafe.image.archive.PackageLock;
import dev.carafe.image.archive.PackageResolver;
import dev.carafe.image.archive.PackageStore;
import dev.carafe.image.archive.Pins;
import dev.carafe.image.component.Blueprint;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Component.Target;
import dev.carafe.image.component.Variant;
import dev.carafe.image.component.Variant.Form;
import dev.carafe.image.content.Content;
import dev.carafe.image.go.GoModule;
import dev.carafe.image.kernel.KernelModules;
import dev.carafe.image.kernel.KernelProgram;
import dev.carafe.image.manifest.Manifest;
import dev.carafe.image.manifest.SystemName;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.root.TreeAssembler;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/// The pipelines from a variant to a disk image, or to a kernel and an initrd: a line a stage.
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
    return lock(request, Pins.NONE);
  }

  /// The same, with some packages in older versions than the newest.
  public PackageLock lock(BuildRequest request, Pins pins) {
    PackageIndex index = archive.open(progress).pinned(pins);
    List<Component> components = request.blueprint().components();
    return new PackageLock(
        PackageResolver.resolve(index, Packages.requests(components)),
        PackageResolver.resolve(index, Packages.TOOLS),
        PackageResolver.resolve(index, Packages.compilers(components)));
  }

  /// Builds a disk image, unless the output folder already holds the one that these inputs make.
  ///
  /// @throws WrongFormException where the variant is not for a disk
  public BuiltImage build(BuildRequest request) {
    demandForm(request, Form.DISK);
    return complete(request).image();
  }

  /// Builds a kernel and an initrd, unless the output folder already holds those that these inputs
  /// make.
  ///
  /// @throws WrongFormException where the variant is not for machines without firmware
  public BuiltMicrovm buildMicrovm(BuildRequest request) {
    demandForm(request, Form.MICROVM);
    return complete(request).microvm();
  }

  private static void demandForm(BuildRequest request, Form form) {
    Variant variant = request.blueprint().variant();
    if (variant.form() != form) {
      throw new WrongFormException(variant, form);
    }
  }

  private Output complete(BuildRequest request) {
    PackageLock lock = request.lock().orElseGet(() -> lock(request));
    Blueprint blueprint = request.blueprint();
    SystemName name =
        new SystemName(
            blueprint.variant().name(),
            request.version(),
            Fingerprint.of(request, lock).hex().substring(0, 12));
    Form form = blueprint.variant().form();
    Output output = new Output(request.output(), name, form);
    if (output.isComplete()) {
      return output;
    }
    try (Output.Draft draft = output.draft();
        Progress.Task steps =
            progress.begin("building " + name.fileName(), 8, Progress.Unit.ITEMS)) {
      switch (form) {
        case DISK -> make(request, lock, name, draft, steps);
        case MICROVM -> makeMicrovm(request, lock, name, draft, steps);
      }
      draft.publish();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("could not write the image: " + e.getMessage(), e);
    }
  }

  private void make(
      BuildRequest request,
      PackageLock lock,
      SystemName name,
      Output.Draft draft,
      Progress.Task done)
      throws IOException {
    Blueprint blueprint = request.blueprint();
    List<DebPackage> packages = store.fetch(lock.image(), progress);
    ToolsTree tools = ToolsTree.open(store, lock.tools(), progress);
    done.advance(1);
    KernelModules modules = KernelModules.of(packages, store.cache(), tools);
    Instant time = request.time().orElseGet(() -> newest(packages));
    FileSystems fileSystems = new FileSystems(tools, time);
    done.advance(1);

    Usr usr = makeUsr(request, lock, name, packages, modules, fileSystems, draft, done);
    makeInitrd(blueprint, packages, modules, fileSystems, draft);
    done.advance(1);
    BootFiles boot =
        new BootFiles(tools, blueprint, packages, modules.version(), request.secureBoot());
    boot.writeKernel(usr.rootHash(), name, draft.initrd(), draft.kernel());
    done.advance(1);
    new Disk(usr.rootHash(), (long) blueprint.variant().slotMegabytes() << 20, name.version())
        .write(
            draft.disk(),
            boot.systemPartition(name, draft.kernel()),
            Content.of(draft.usr()),
            Content.of(draft.verity()),
            time);
    draft.write(
        lock,
        usr.bill(),
        new Manifest(
            name,
            usr.bill().packages(),
            draft.artifacts(),
            Optional.of(BootFiles.measurement(draft.kernel()))));
    done.advance(1);
  }

  private void makeMicrovm(
      BuildRequest request,
      PackageLock lock,
      SystemName name,
      Output.Draft draft,
      Progress.Task done)
      throws IOException {
    Blueprint blueprint = request.blueprint();
    List<DebPackage> packages = store.fetch(lock.image(), progress);
    ToolsTree tools = ToolsTree.open(store, lock.tools(), progress);
    done.advance(2);
    KernelModules modules = KernelModules.of(packages, store.cache(), tools);
    Instant time = request.time().orElseGet(() -> newest(packages));
    done.advance(2);
    Bill bill =
        MicrovmTree.write(
            blueprint, name, packages, modules, new FileSystems(tools, time), draft.initrd());
    done.advance(2);
    KernelProgram.of(BootFiles.kernel(blueprint, packages).bytes())
        .write(Zstd.at(tools.file("usr/lib/x86_64-linux-gnu/" + Zstd.SONAME)), draft.kernel());
    Files.writeString(
        draft.commandLine(), String.join(" ", blueprint.variant().commandLine()) + "\n");
    done.advance(1);
    draft.write(
        lock, bill, new Manifest(name, bill.packages(), draft.artifacts(), Optional.empty()));
    done.advance(1);
  }

  private Usr makeUsr(
      BuildRequest request,
      PackageLock lock,
      SystemName name,
      List<DebPackage> packages,
      KernelModules modules,
      FileSystems fileSystems,
      Output.Draft draft,
      Progress.Task done)
      throws IOException {
    Blueprint blueprint = request.blueprint();
    FileTree tree = UsrTree.assemble(blueprint, Target.USR, packages, modules);
    UsrTree.addIdentity(tree, request, name, packages, fileSystems.time());
    SettingsAddon.addTo(tree, fileSystems.tools());
    List<Path> jars =
        new JavaPrograms(
                request.applications(),
                fileSystems.tools(),
                store.cache(),
                fileSystems.time(),
                progress)
            .addTo(tree, blueprint.into(Target.USR));
    NavigableSet<GoModule> goModules =
        new SourcePrograms(store, lock.compilers(), progress)
            .addTo(tree, blueprint.into(Target.USR));
    TreeAssembler.addLibraries(tree, packages);
    Bill bill = Bill.of(tree, name, packages, jars, goModules);
    bill.addTo(tree);
    done.advance(1);
    fileSystems.writeErofs(tree, Derived.uuid("usr " + name.variant()), draft.usr());
    done.advance(1);
    RootHash rootHash =
        VerityTree.write(
            draft.usr(),
            UsrVerity.superblock(name.variant(), draft.usr().toFile().length()),
            draft.verity());
    done.advance(1);
    return new Usr(rootHash, bill);
  }

  private static void makeInitrd(
      Blueprint blueprint,
      List<DebPackage> packages,
      KernelModules modules,
      FileSystems fileSystems,
      Output.Draft draft)
      throws IOException {
    FileTree tree = UsrTree.assemble(blueprint, Target.INITRD, packages, modules);
    TreeAssembler.addLibraries(tree, packages);
    fileSystems.writeInitrd(tree, draft.initrd());
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

  /// A variant does not make what it was asked for.
  public static final class WrongFormException extends ImageException {
    private static final long serialVersionUID = 1L;

    WrongFormException(Variant variant, Form wanted) {
      super(
          "could not build a %s: variant '%s' makes a %s, as its table [output] says"
              .formatted(wanted.label(), variant.name(), variant.form().label()));
    }
  }

  /// A verified `/usr`.
  private record Usr(RootHash rootHash, Bill bill) {}
}
