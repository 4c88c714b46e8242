package dev.carafe.image.inspect;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.image.erofs.ErofsEntry;
import dev.carafe.image.erofs.ErofsFileSystem;
import dev.carafe.image.fat.FatContents;
import dev.carafe.image.inspect.Change.Item;
import dev.carafe.image.uki.UkiContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How two raw disk images differ. Of several systems in one image, the last by name is compared.
///
/// @param partitions by type; the content is that of the lists below
/// @param bootFiles the files of the system partition
/// @param kernel the sections of the kernel
/// @param usr everything in `/usr`, by absolute path; a change of owner or mode is one too
public record ImageDiff(
    List<Change> partitions, List<Change> bootFiles, List<Change> kernel, List<Change> usr) {

  public ImageDiff {
    partitions = List.copyOf(partitions);
    bootFiles = List.copyOf(bootFiles);
    kernel = List.copyOf(kernel);
    usr = List.copyOf(usr);
  }

  /// Compares.
  ///
  /// @throws dev.carafe.disk.DiskException where one is no image
  /// @throws dev.carafe.image.ImageException where one lacks what a system needs
  public static ImageDiff diff(Path before, Path after) throws IOException {
    try (DiskImage first = DiskImage.open(before);
        DiskImage second = DiskImage.open(after)) {
      KernelFile firstKernel = first.lastKernel();
      KernelFile secondKernel = second.lastKernel();
      return new ImageDiff(
          Change.between(partitions(first), partitions(second)),
          Change.between(bootFiles(first), bootFiles(second)),
          Change.between(sections(firstKernel), sections(secondKernel)),
          Change.between(files(first.usr(firstKernel)), files(second.usr(secondKernel))));
    }
  }

  private static SortedMap<String, Item> partitions(DiskImage disk) {
    SortedMap<String, Item> items = new TreeMap<>();
    for (Partition partition : disk.table().table().partitions()) {
      String name = partition.type().name();
      for (int next = 2; items.containsKey(name); next++) {
        name = partition.type().name() + " " + next;
      }
      items.put(name, new Item(partition.size(), partition.toString()));
    }
    return items;
  }

  private static SortedMap<String, Item> bootFiles(DiskImage disk) throws IOException {
    FatContents contents = disk.systemPartition();
    SortedMap<String, Item> items = new TreeMap<>();
    for (FatContents.Item file : contents.files()) {
      String print = Sha256.of(contents.read(file.path()).orElseThrow()).hex();
      items.put(file.path(), new Item(file.size(), print));
    }
    return items;
  }

  private static SortedMap<String, Item> sections(KernelFile kernel) {
    SortedMap<String, Item> items = new TreeMap<>();
    for (UkiContents.Section section : kernel.contents().sections()) {
      items.put(section.kind().sectionName(), new Item(section.size(), section.digest().hex()));
    }
    return items;
  }

  private static SortedMap<String, Item> files(ErofsFileSystem usr) throws IOException {
    SortedMap<String, Item> items = new TreeMap<>();
    for (ErofsEntry entry : usr.entries()) {
      items.put("/usr/" + entry.path(), item(entry));
    }
    return items;
  }

  private static Item item(ErofsEntry entry) throws IOException {
    String rights = " %o %s".formatted(entry.mode(), entry.owner());
    return switch (entry) {
      case ErofsEntry.RegularFile file ->
          new Item(file.content().size(), "file " + file.content().digest() + rights);
      case ErofsEntry.Symlink link -> new Item(0, "link to " + link.target() + rights);
      case ErofsEntry.Directory _ -> new Item(0, "directory" + rights);
      case ErofsEntry.Special _ -> new Item(0, "special" + rights);
    };
  }
}
