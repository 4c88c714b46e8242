package dev.carafe.node.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/// The journal on the data partition.
///
/// Source:
/// [journald.conf(5)](https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html).
final class JournalFolder {
  private static final String FOLDER = "var/log/journal";
  private static final String STORAGE = "Storage=";
  private static final List<String> CONFIGURATION =
      List.of(
          "etc/systemd/journald.conf.d",
          "run/systemd/journald.conf.d",
          "usr/lib/systemd/journald.conf.d");

  private JournalFolder() {}

  /// It is to be kept there, and is.
  static Verdict isKept(ExaminedHost host) {
    String storage =
        host.dropIns(CONFIGURATION).stream()
            .filter(line -> line.startsWith(STORAGE))
            .reduce((_, later) -> later)
            .orElse("no Storage=");
    if (!storage.equals(STORAGE + "persistent")) {
      return new Verdict.Fail(storage, STORAGE + "persistent");
    }
    return host.tree(FOLDER).stream().anyMatch(file -> file.endsWith("system.journal"))
        ? new Verdict.Pass()
        : new Verdict.Fail("no journal below /" + FOLDER, "the system's");
  }

  /// None of its files is for everybody.
  static Verdict isClosed(ExaminedHost host) {
    try {
      for (Path file : host.tree(FOLDER)) {
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
        if (allowed.contains(PosixFilePermission.OTHERS_READ)
            || allowed.contains(PosixFilePermission.OTHERS_WRITE)
            || allowed.contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return new Verdict.Fail(host.shown(file) + " open to everybody", "root and its group");
        }
      }
      return new Verdict.Pass();
    } catch (IOException e) {
      return new Verdict.Skip("could not look at the journal's files: " + e.getMessage());
    }
  }
}
