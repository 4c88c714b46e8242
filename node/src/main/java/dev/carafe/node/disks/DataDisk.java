package dev.carafe.node.disks;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A disk that keeps data for pods, as settings want it.
///
/// @param name the user's; the file system's label too, by which it is known again
/// @param device the path of a whole disk below `/dev`
public record DataDisk(String name, String device, FileSystemKind kind) {
  static final Key SETTINGS = Key.of("storage", "disks");

  /// All of them, from settings that were found valid.
  public static List<DataDisk> read(SettingsTree settings) {
    List<DataDisk> disks = new ArrayList<>();
    if (settings.get(SETTINGS).orElse(new Json.Null()) instanceof Json.Struct named) {
      named
          .members()
          .forEach((name, value) -> {
            if (value instanceof Json.Struct disk) {
              disks.add(read(name, disk));
            }
          });
    }
    return disks;
  }

  private static DataDisk read(String name, Json.Struct disk) {
    boolean ext4 = disk.text("filesystem").orElse("").equals(FileSystemKind.EXT4.word());
    return new DataDisk(
        name, disk.text("device").orElse(""), ext4 ? FileSystemKind.EXT4 : FileSystemKind.XFS);
  }

  /// Where it is mounted.
  public Path place() {
    return placeOf(name);
  }

  static Path placeOf(String name) {
    return Path.of("/mnt", name);
  }
}
