package dev.carafe.node.host;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// systemd, as seen by who administers it: by the program `systemctl`.
///
/// Source: [systemctl(1)](https://www.freedesktop.org/software/systemd/man/latest/systemctl.html).
public record SystemManager(Path systemctl, Processes processes) {

  /// How the system may end.
  public enum End {
    POWEROFF,
    REBOOT
  }

  /// Begins to stop everything and then to end. What `systemctl poweroff` and `reboot` would do
  /// too, after they had asked for a logind that no node has.
  ///
  /// @throws ProgramFailedException when systemd does not take it
  public void end(End end) {
    processes.run(
        List.of(
            systemctl.toString(),
            "start",
            "--no-block",
            "--job-mode=replace-irreversibly",
            end.name().toLowerCase(Locale.ROOT) + ".target"),
        "");
  }

  /// Starts a unit and waits until it has started; nothing happens where it has.
  ///
  /// @throws ProgramFailedException when it cannot be
  public void start(String unit) {
    processes.run(List.of(systemctl.toString(), "start", unit), "");
  }

  /// Lets a unit that runs read its configuration anew; nothing happens where it does not run.
  ///
  /// @throws ProgramFailedException when it cannot
  public void reload(String unit) {
    processes.run(List.of(systemctl.toString(), "try-reload-or-restart", unit), "");
  }

  /// The units that have failed and were not started again since.
  ///
  /// @throws ProgramFailedException when systemd does not say
  public List<FailedUnit> failedUnits() {
    String shown =
        processes.run(
            List.of(
                systemctl.toString(),
                "show",
                "--state=failed",
                "--property=Id,Description,Result,ExecMainStatus",
                "*"),
            "");
    return Arrays.stream(shown.split("\n\n"))
        .map(SystemManager::properties)
        .filter(unit -> unit.containsKey("Id"))
        .map(SystemManager::failedUnit)
        .toList();
  }

  private static Map<String, String> properties(String block) {
    return block
        .lines()
        .map(line -> line.split("=", 2))
        .filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, _) -> first));
  }

  private static FailedUnit failedUnit(Map<String, String> unit) {
    String status = unit.getOrDefault("ExecMainStatus", "0");
    return new FailedUnit(
        unit.getOrDefault("Id", ""),
        unit.getOrDefault("Description", ""),
        unit.getOrDefault("Result", "") + (status.equals("0") ? "" : " " + status));
  }
}
