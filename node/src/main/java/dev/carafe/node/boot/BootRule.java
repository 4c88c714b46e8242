package dev.carafe.node.boot;

import dev.carafe.settings.Key;
import dev.carafe.settings.check.Rule;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.List;

/// What tells the system where its verified `/usr` is and what to start from it, is no setting, and
/// the kernel's command line has an end. A parameter that breaks this is left out.
///
/// Both groups are looked at alike: systemd reads what is behind the `--` too.
///
/// Source:
/// [systemd-veritysetup-generator(8)](https://www.freedesktop.org/software/systemd/man/latest/systemd-veritysetup-generator.html),
/// [kernel-command-line(7)](https://www.freedesktop.org/software/systemd/man/latest/kernel-command-line.html).
public final class BootRule implements Rule {
  private static final List<String> RESERVED =
      List.of(
          "--",
          "init",
          "initrd",
          "rdinit",
          "root",
          "rootflags",
          "rootfstype",
          "roothash",
          "usrhash");

  /// `rd.` is what the initrd reads, which does nothing but open `/usr`.
  private static final List<String> RESERVED_STARTS =
      List.of("carafe.", "mount.usr", "rd.", "systemd.verity");

  @Override
  public SettingsTree check(SettingsTree settings, Complaints complaints) {
    SettingsTree agreeing = settings;
    for (Key group : List.of(BootParameters.KERNEL, BootParameters.INIT)) {
      if (settings.get(group).orElse(new Json.Null()) instanceof Json.Struct parameters) {
        for (String name : parameters.members().keySet()) {
          if (isReserved(name)) {
            Key key = group.child(name);
            complaints.add(
                key.toString(),
                "the system keeps '" + name + "' for itself: it starts its verified /usr by it",
                "leave it out");
            agreeing = agreeing.without(key);
          }
        }
      }
    }
    return fitting(agreeing, complaints);
  }

  /// The kernel and systemd take both lines for one in some names.
  private static boolean isReserved(String name) {
    if (RESERVED.contains(name)) {
      return true;
    }
    String common = name.replace('-', '_');
    for (String start : RESERVED_STARTS) {
      if (common.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private static SettingsTree fitting(SettingsTree settings, Complaints complaints) {
    int length = BootParameters.read(settings).text().length();
    if (length <= SettingsAddon.ROOM) {
      return settings;
    }
    complaints.add(
        BootParameters.SETTINGS.toString(),
        "the parameters take " + length + " characters of the kernel's command line",
        "leave some out, there is room for " + SettingsAddon.ROOM);
    return settings.without(BootParameters.KERNEL).without(BootParameters.INIT);
  }
}
