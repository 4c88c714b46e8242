package dev.carafe.node.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is mounted, and how.
///
/// Source:
/// [proc_pid_mountinfo(5)](https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html).
final class Mounted {
  private static final int DEVICE = 2;
  private static final int PATH = 4;
  private static final int OPTIONS = 5;
  private static final int HASH_DIGITS = 64;

  private Mounted() {}

  private record Mount(String device, List<String> options) {}

  /// All of these are file systems of their own, mounted with all of these options.
  static Examination with(List<String> options, String... paths) {
    return host -> {
      for (String path : paths) {
        Optional<Mount> mount = at(host, path);
        if (mount.isEmpty()) {
          return new Verdict.Fail("nothing mounted at " + path, "a file system of its own");
        }
        List<String> missing = new ArrayList<>(options);
        missing.removeAll(mount.get().options());
        if (!missing.isEmpty()) {
          return new Verdict.Fail(
              path + " mounted with " + String.join(",", mount.get().options()),
              String.join(",", missing) + " too");
        }
      }
      return new Verdict.Pass();
    };
  }

  /// `/usr` is read-only and on a device that is verified by device-mapper, whose root hash is in
  /// the kernel's command line, and a block that does not match stops the machine.
  ///
  /// Sources: [dm-verity](https://docs.kernel.org/admin-guide/device-mapper/verity.html),
  /// [veritytab(5)](https://www.freedesktop.org/software/systemd/man/latest/veritytab.html).
  static Verdict verified(ExaminedHost host) {
    Optional<Mount> usr = at(host, "/usr");
    String kind =
        usr.flatMap(mount -> host.text("sys/dev/block/" + mount.device() + "/dm/uuid")).orElse("");
    if (usr.isEmpty() || !kind.startsWith("CRYPT-VERITY-")) {
      return new Verdict.Fail("/usr on a device without dm-verity", "a device of dm-verity");
    }
    if (!usr.get().options().contains("ro")) {
      return new Verdict.Fail("/usr mounted for writing", "ro");
    }
    List<String> words = host.commandLine();
    if (words.stream().noneMatch(Mounted::isRootHash)) {
      return new Verdict.Fail("no root hash in the kernel's command line", "usrhash=HASH");
    }
    return words.stream().anyMatch(Mounted::panics)
        ? new Verdict.Pass()
        : new Verdict.Fail(
            "a damaged block only to be an error",
            "systemd.verity_usr_options=panic-on-corruption");
  }

  private static boolean isRootHash(String word) {
    String hash = word.startsWith("usrhash=") ? word.substring("usrhash=".length()) : "";
    return hash.length() == HASH_DIGITS
        && hash.chars().allMatch(digit -> Character.digit(digit, 16) >= 0);
  }

  private static boolean panics(String word) {
    return word.startsWith("systemd.verity_usr_options=")
        && List.of(word.substring(word.indexOf('=') + 1).split(",", -1))
            .contains("panic-on-corruption");
  }

  /// The last mount at a path, which is the one that is seen.
  private static Optional<Mount> at(ExaminedHost host, String path) {
    return host.text("proc/self/mountinfo")
        .orElse("")
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(fields -> fields.length > OPTIONS && fields[PATH].equals(path))
        .map(fields -> new Mount(fields[DEVICE], List.of(fields[OPTIONS].split(",", -1))))
        .reduce((_, later) -> later);
  }
}
