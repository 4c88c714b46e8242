package dev.carafe.node.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The programs in `/usr`.
final class Programs {
  private static final int SET_ID = 06000;
  private static final List<String> FOLDERS =
      List.of("usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin");
  private static final Set<String> INTERPRETERS =
      Set.of(
          "ash", "awk", "bash", "busybox", "csh", "dash", "fish", "gawk", "ksh", "lua", "mawk",
          "node", "perl", "php", "python", "rbash", "ruby", "sash", "sh", "tcsh", "toybox", "zsh");

  private Programs() {}

  /// None runs with rights that its caller does not have.
  static Verdict noneSetsId(ExaminedHost host) {
    try {
      for (Path file : host.tree("usr")) {
        int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & SET_ID) != 0) {
          return new Verdict.Fail(
              host.shown(file) + " with mode " + Integer.toOctalString(mode & 07777),
              "no program that sets its user or group");
        }
      }
      return new Verdict.Pass();
    } catch (IOException e) {
      return new Verdict.Skip("could not look at the programs: " + e.getMessage());
    }
  }

  /// None runs text that somebody brings.
  static Verdict noneInterprets(ExaminedHost host) {
    for (String folder : FOLDERS) {
      for (String name : host.names(folder)) {
        if (INTERPRETERS.contains(withoutVersion(name))) {
          return new Verdict.Fail("/" + folder + "/" + name, "neither a shell nor an interpreter");
        }
      }
    }
    return new Verdict.Pass();
  }

  /// `python` of `python3.13`.
  private static String withoutVersion(String name) {
    int end = name.length();
    while (end > 0 && (Character.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '.')) {
      end--;
    }
    return name.substring(0, end);
  }
}
