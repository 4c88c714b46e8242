package dev.carafe.image;

import dev.carafe.image.archive.DebPackage;
import dev.carafe.image.archive.LockedPackage;
import dev.carafe.image.content.Content;
import dev.carafe.image.go.GoModule;
import dev.carafe.image.manifest.Manifest;
import dev.carafe.image.manifest.SoftwareBill;
import dev.carafe.image.manifest.SystemName;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/// What an image says it is made of: only the packages that have a file in it.
record Bill(SystemName name, List<LockedPackage> packages, String document) {
  private static final String SHARE = "usr/share/carafe/";

  static Bill of(
      FileTree tree,
      SystemName name,
      List<DebPackage> fetched,
      List<Path> jars,
      NavigableSet<GoModule> modules) {
    Set<Path> used = new HashSet<>();
    for (TreeEntry entry : tree.entries()) {
      if (entry instanceof TreeEntry.RegularFile file
          && file.content() instanceof Content.FileRange range) {
        used.add(range.file());
      }
    }
    List<DebPackage> packages =
        fetched.stream()
            .filter(
                deb -> used.contains(deb.tar()) || deb.locked().name().startsWith("linux-image-"))
            .toList();
    return new Bill(
        name,
        packages.stream().map(DebPackage::locked).toList(),
        SoftwareBill.write(name.fileName(), name.version(), packages, jars, modules));
  }

  /// Puts the bill and the manifest where the node reads them.
  void addTo(FileTree tree) {
    tree.text(SHARE + "sbom.cdx.json", document, "system");
    tree.text(
        SHARE + "manifest.json",
        new Manifest(name, packages, Map.of(), Optional.empty()).write(),
        "system");
  }
}
