package dev.carafe.node.host;

import java.nio.file.Path;
import java.util.List;

/// systemd, as seen by who administers it: by the program `systemctl`.
///
/// Source: [systemctl(1)](https://www.freedesktop.org/software/systemd/man/latest/systemctl.html).
public record SystemManager(Path systemctl, Processes processes) {

  /// Begins to stop everything and then to switch the machine off. What `systemctl poweroff` would
  /// do too, after it had asked for a logind that no node has.
  ///
  /// @throws ProgramFailedException when systemd does not take it
  public void powerOff() {
    processes.run(
        List.of(
            systemctl.toString(),
            "start",
            "--no-block",
            "--job-mode=replace-irreversibly",
            "poweroff.target"),
        "");
  }
}
