package dev.carafe.image.inspect;

import dev.carafe.disk.gpt.PartitionType;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.image.erofs.ErofsEntry;
import dev.carafe.image.fat.FatContents;
import dev.carafe.image.inspect.ImageReport.BootFile;
import dev.carafe.image.inspect.ImageReport.KernelReport;
import dev.carafe.image.inspect.ImageReport.Section;
import dev.carafe.image.inspect.ImageReport.SystemReport;
import dev.carafe.image.uki.UkiSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes a raw disk image apart: from the partition table over the kernels to the files of `/usr`.
///
/// Nothing is mounted, and nothing is checked but what must be so to be read: see [ImageVerifier].
public final class ImageInspector {
  private ImageInspector() {}

  /// What is in an image.
  ///
  /// @throws dev.carafe.disk.DiskException where it is none
  /// @throws dev.carafe.image.ImageException where it lacks what a system needs
  public static ImageReport inspect(Path image) throws IOException {
    try (DiskImage disk = DiskImage.open(image)) {
      List<SystemReport> systems = new ArrayList<>();
      for (String path : disk.kernelPaths()) {
        systems.add(system(disk, disk.kernel(path)));
      }
      return new ImageReport(
          disk.size(),
          disk.table().table().partitions(),
          disk.table().damage(),
          bootFiles(disk.systemPartition()),
          systems);
    }
  }

  /// The bytes of a file of `/usr`: of the last system by name, if there are several.
  ///
  /// @param path absolute: `/usr/share/carafe/manifest.json`
  public static Optional<byte[]> file(Path image, String path) throws IOException {
    try (DiskImage disk = DiskImage.open(image)) {
      String below = path.replaceFirst("^/usr/", "");
      Optional<ErofsEntry> entry = disk.usr(disk.lastKernel()).entry(below);
      return entry.isPresent() && entry.get() instanceof ErofsEntry.RegularFile file
          ? Optional.of(file.content().bytes())
          : Optional.empty();
    }
  }

  private static List<BootFile> bootFiles(FatContents files) throws IOException {
    return files.files().stream().map(item -> new BootFile(item.path(), item.size())).toList();
  }

  private static SystemReport system(DiskImage disk, KernelFile kernel) throws IOException {
    RootHash demanded = kernel.demandRootHash();
    VerityTree tree =
        VerityTree.read(
            disk.content(disk.partition(PartitionType.USR_VERITY, demanded.hashPartition())));
    return new SystemReport(
        report(kernel), demanded, tree.root(), UsrInspection.report(disk.usr(kernel)));
  }

  private static KernelReport report(KernelFile kernel) {
    return new KernelReport(
        kernel.path(),
        kernel.text(UkiSection.UNAME),
        kernel.text(UkiSection.COMMAND_LINE),
        kernel.text(UkiSection.OS_RELEASE),
        kernel.contents().sections().stream()
            .map(section -> new Section(section.kind(), section.size(), section.digest()))
            .toList());
  }
}
