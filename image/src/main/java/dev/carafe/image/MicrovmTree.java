package dev.carafe.image;

import dev.carafe.image.archive.DebPackage;
import dev.carafe.image.component.Blueprint;
import dev.carafe.image.component.Component.Target;
import dev.carafe.image.kernel.KernelModules;
import dev.carafe.image.manifest.SystemName;
import dev.carafe.image.root.TreeAssembler;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/// The stage that makes the initrd of a machine without firmware, which is all of its system.
final class MicrovmTree {
  private static final String OWNER = "system";

  /// What the kernel and systemd mount over, and where the task's files are put together.
  private static final List<String> FOLDERS =
      List.of(
          "dev",
          "proc",
          "root",
          "run",
          "sys",
          "tmp",
          "var",
          "task/image",
          "task/root",
          "task/upper",
          "task/work");

  /// What the task writes to, in place of 1 and 2.
  private static final List<String> PIPES = List.of("task/1", "task/2");

  private MicrovmTree() {}

  /// Writes the initrd, and tells what it is made of.
  static Bill write(
      Blueprint blueprint,
      SystemName name,
      List<DebPackage> packages,
      KernelModules modules,
      FileSystems fileSystems,
      Path target)
      throws IOException {
    FileTree tree = UsrTree.assemble(blueprint, Target.INITRD, packages, modules);
    addSurroundings(tree, name);
    TreeAssembler.addLibraries(tree, packages);
    Bill bill = Bill.of(tree, name, packages, List.of(), new TreeSet<>());
    fileSystems.writeInitrd(tree, target);
    return bill;
  }

  /// An empty `machine-id` is no first boot: systemd makes up one, and enables no units.
  static void addSurroundings(FileTree tree, SystemName name) {
    tree.text("usr/lib/os-release", name.osRelease(), OWNER);
    tree.link("etc/os-release", "../usr/lib/os-release", OWNER);
    tree.text("etc/machine-id", "", OWNER);
    FOLDERS.forEach(folder -> tree.directory(folder, OWNER));
    PIPES.forEach(pipe -> tree.put(new TreeEntry.Fifo(pipe, 0600), OWNER));
  }
}
