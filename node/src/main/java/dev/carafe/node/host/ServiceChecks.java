package dev.carafe.node.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whether certain units of systemd are running.
///
/// Source: [systemctl(1)](https://www.freedesktop.org/software/systemd/man/latest/systemctl.html).
public record ServiceChecks(Path systemctl, Processes processes) {
  private static final String STATE = "ActiveState=";
  private static final String STATUS = "ExecMainStatus=";

  /// Those of some units that are not running, in the order of their names; one that does not exist
  /// is not running either.
  ///
  /// @throws ProgramFailedException when systemd does not say
  public List<UnwellUnit> unwell(List<String> units) {
    List<UnwellUnit> unwell = new ArrayList<>();
    for (String unit : units.stream().sorted().distinct().toList()) {
      String shown =
          processes.run(
              List.of(
                  systemctl.toString(),
                  "show",
                  "--property=ActiveState,ExecMainStatus",
                  "--",
                  unit),
              "");
      if (!value(shown, STATE).equals("active")) {
        unwell.add(new UnwellUnit(unit, status(value(shown, STATUS))));
      }
    }
    return unwell;
  }

  private static String value(String shown, String name) {
    return shown
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElse("");
  }

  private static int status(String text) {
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }
}
