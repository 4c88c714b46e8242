package dev.carafe.node.report;

import dev.carafe.node.host.ProgramFailedException;
import java.util.List;

/// The time, which is kept by `systemd-timesyncd`.
///
/// Source:
/// [timesyncd.conf(5)](https://www.freedesktop.org/software/systemd/man/latest/timesyncd.conf.html).
final class Clock {
  private static final String SERVICE = "systemd-timesyncd.service";
  private static final String SERVERS = "NTP=";
  private static final List<String> CONFIGURATION =
      List.of(
          "etc/systemd/timesyncd.conf.d",
          "run/systemd/timesyncd.conf.d",
          "usr/lib/systemd/timesyncd.conf.d");

  private Clock() {}

  /// There are servers that tell it, and they are asked.
  static Verdict isSet(ExaminedHost host) {
    boolean servers =
        host.dropIns(CONFIGURATION).stream()
            .anyMatch(line -> line.startsWith(SERVERS) && line.length() > SERVERS.length());
    if (!servers) {
      return new Verdict.Fail("no time server", "settings.ntp.time-servers");
    }
    try {
      boolean active =
          host.system().services().stream()
              .anyMatch(unit -> unit.name().equals(SERVICE) && unit.activeState().equals("active"));
      return active ? new Verdict.Pass() : new Verdict.Fail(SERVICE + " not active", "active");
    } catch (ProgramFailedException e) {
      return new Verdict.Skip(String.valueOf(e.getMessage()));
    }
  }
}
