package dev.carafe.lab;

import dev.carafe.image.content.Content;
import dev.carafe.image.fat.FatFile;
import dev.carafe.image.fat.FatFileSystem;
import dev.carafe.image.fat.FatVolume;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A disk with a few texts for a node, known by its label.
///
/// @param files texts by their paths
public record SeedDisk(String label, Map<String, String> files) {
  private static final long FAT_BYTES = 34L << 20;

  public SeedDisk {
    files = Map.copyOf(files);
  }

  /// As people make it for cloud-init's data source NoCloud.
  public static SeedDisk noCloud(String userData, String metaData) {
    return new SeedDisk("cidata", Map.of("user-data", userData, "meta-data", metaData));
  }

  /// As OpenStack makes it.
  public static SeedDisk configDrive(String userData, String metaData) {
    return new SeedDisk(
        "config-2",
        Map.of(
            "openstack/latest/user_data", userData, "openstack/latest/meta_data.json", metaData));
  }

  /// The same with one more file.
  public SeedDisk with(String path, String text) {
    Map<String, String> more = new TreeMap<>(files);
    more.put(path, text);
    return new SeedDisk(label, more);
  }

  /// A FAT volume without partitions, whose label is in upper case.
  public Path writeFat(Path disk) throws IOException {
    List<FatFile> contents =
        new TreeMap<>(files)
            .entrySet().stream()
                .map(file -> new FatFile(file.getKey(), Content.of(bytes(file.getValue()))))
                .toList();
    FatVolume volume =
        new FatVolume(label.toUpperCase(Locale.ROOT), 1, Instant.ofEpochSecond(1L << 30));
    try (FileChannel file =
        FileChannel.open(disk, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      FatFileSystem.write(file, 0, FAT_BYTES, volume, contents);
    }
    return disk;
  }

  /// An ISO 9660 volume with Joliet and Rock Ridge, by `xorriso`.
  ///
  /// @param work a folder for the files, which is made
  public Path writeIso(ToolsTree tools, Path disk, Path work) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = work.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling(""));
      Files.write(path, bytes(file.getValue()));
    }
    tools
        .command("xorriso", "-as", "mkisofs", "-quiet", "-V", label, "-J", "-r")
        .with("-o", disk.toString(), work.toString())
        .run();
    return disk;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
