package dev.carafe.node.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  /// Stops a unit and waits until it has stopped.
  ///
  /// @throws ProgramFailedException when it cannot be
  public void stop(String unit) {
    processes.run(List.of(systemctl.toString(), "stop", unit), "");
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
    return show("--state=failed", "--property=Id,Description,Result,ExecMainStatus", "*").stream()
        .map(SystemManager::failedUnit)
        .toList();
  }

  /// How one unit is; one that does not exist is `inactive`.
  ///
  /// @throws ProgramFailedException when systemd does not say
  public UnitState state(String unit) {
    return show("--property=Id,ActiveState,Result,ExecMainStatus", "--", unit).stream()
        .findFirst()
        .map(shown -> new UnitState(shown.getOrDefault("ActiveState", ""), result(shown)))
        .orElseGet(() -> new UnitState("unknown", ""));
  }

  /// The services that systemd has loaded, by their names.
  ///
  /// @throws ProgramFailedException when systemd does not say
  public List<ServiceUnit> services() {
    String properties =
        "--property=Id,Description,LoadState,ActiveState,SubState,Result,MainPID,MemoryCurrent,"
            + "NRestarts";
    return show(properties, "*.service").stream()
        .filter(unit -> unit.getOrDefault("LoadState", "").equals("loaded"))
        .map(SystemManager::service)
        .sorted(Comparator.comparing(ServiceUnit::name))
        .toList();
  }

  private List<Map<String, String>> show(String... arguments) {
    List<String> command = new ArrayList<>(List.of(systemctl.toString(), "show"));
    command.addAll(List.of(arguments));
    return Arrays.stream(processes.run(command, "").split("\n\n"))
        .map(SystemManager::properties)
        .filter(unit -> unit.containsKey("Id"))
        .toList();
  }

  private static ServiceUnit service(Map<String, String> unit) {
    return new ServiceUnit(
        unit.getOrDefault("Id", ""),
        unit.getOrDefault("Description", ""),
        unit.getOrDefault("ActiveState", ""),
        unit.getOrDefault("SubState", ""),
        unit.getOrDefault("Result", ""),
        number(unit, "MainPID").filter(pid -> pid != 0),
        number(unit, "MemoryCurrent"),
        number(unit, "NRestarts").orElse(0L));
  }

  /// Empty where systemd has no number and says `[not set]`, or the largest that there is.
  private static Optional<Long> number(Map<String, String> unit, String property) {
    String text = unit.getOrDefault(property, "");
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && text.length() < 19 ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static Map<String, String> properties(String block) {
    return block
        .lines()
        .map(line -> line.split("=", 2))
        .filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, _) -> first));
  }

  private static FailedUnit failedUnit(Map<String, String> unit) {
    return new FailedUnit(
        unit.getOrDefault("Id", ""), unit.getOrDefault("Description", ""), result(unit));
  }

  private static String result(Map<String, String> unit) {
    String status = unit.getOrDefault("ExecMainStatus", "0");
    return unit.getOrDefault("Result", "") + (status.equals("0") ? "" : " " + status);
  }
}
