package dev.carafe.node.disks;

import dev.carafe.settings.Key;
import dev.carafe.settings.check.Rule;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A data disk has a device that no other has, and a name that fits into the label of a file
/// system. One that breaks this is left out.
public final class DataDisksRule implements Rule {
  /// In characters, of XFS. Ext4 has room for 16.
  private static final int LONGEST_LABEL = 12;

  @Override
  public SettingsTree check(SettingsTree settings, Complaints complaints) {
    SettingsTree agreeing = settings;
    if (settings.get(DataDisk.SETTINGS).orElse(new Json.Null()) instanceof Json.Struct named) {
      Map<String, String> owners = new HashMap<>();
      for (Map.Entry<String, Json> entry : named.members().entrySet()) {
        Key key = DataDisk.SETTINGS.child(entry.getKey());
        if (entry.getValue() instanceof Json.Struct disk
            && !isRight(key, entry.getKey(), disk, owners, complaints)) {
          agreeing = agreeing.without(key);
        }
      }
    }
    return agreeing;
  }

  /// @param owners the names of disks by their devices
  private static boolean isRight(
      Key key, String name, Json.Struct disk, Map<String, String> owners, Complaints complaints) {
    if (name.length() > LONGEST_LABEL) {
      complaints.add(
          key.toString(),
          "'" + name + "' is longer than the label of a file system can be",
          "write a name of at most " + LONGEST_LABEL + " characters");
      return false;
    }
    Key path = key.child("device");
    Optional<String> device = disk.text("device");
    if (device.isEmpty()) {
      complaints.add(
          key.toString(),
          "it has no device",
          "set " + path + " to a disk's path, such as \"/dev/disk/by-id/virtio-" + name + "\"");
      return false;
    }
    String plain = Path.of(device.get()).normalize().toString();
    if (!plain.startsWith("/dev/")) {
      complaints.add(
          path.toString(),
          "'" + device.get() + "' is not below /dev",
          "write a disk's path, such as \"/dev/disk/by-id/virtio-" + name + "\"");
      return false;
    }
    if (!plain.equals(device.get())) {
      complaints.add(
          path.toString(),
          "'" + device.get() + "' is not the shortest way to write it",
          "write \"" + plain + "\"");
      return false;
    }
    String owner = owners.putIfAbsent(plain, name);
    if (owner != null) {
      complaints.add(
          path.toString(), plain + " is the disk '" + owner + "' already", "name another");
      return false;
    }
    return true;
  }
}
