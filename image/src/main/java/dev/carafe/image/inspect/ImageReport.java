package dev.carafe.image.inspect;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.image.uki.UkiSection;
import java.util.List;

/// What a disk image holds.
///
/// @param size of the disk in bytes
/// @param tableDamage what is wrong with the partition table, in words
/// @param bootFiles the files of the system partition
/// @param systems one for each kernel that the boot loader finds, by name
public record ImageReport(
    long size,
    List<Partition> partitions,
    List<String> tableDamage,
    List<BootFile> bootFiles,
    List<SystemReport> systems) {

  public ImageReport {
    partitions = List.copyOf(partitions);
    tableDamage = List.copyOf(tableDamage);
    bootFiles = List.copyOf(bootFiles);
    systems = List.copyOf(systems);
  }

  /// A file of the system partition.
  public record BootFile(String path, long size) {}

  /// A kernel, and the `/usr` that belongs to it.
  ///
  /// @param rootHash what the kernel's command line demands of `/usr`
  /// @param treeHash what the hash partition has at its root: the same, or the kernel refuses it
  public record SystemReport(
      KernelReport kernel, RootHash rootHash, RootHash treeHash, UsrReport usr) {}

  /// A unified kernel image.
  public record KernelReport(
      String path, String version, String commandLine, String osRelease, List<Section> sections) {
    public KernelReport {
      sections = List.copyOf(sections);
    }
  }

  /// A section of a unified kernel image.
  public record Section(UkiSection kind, long size, Sha256 digest) {}
}
