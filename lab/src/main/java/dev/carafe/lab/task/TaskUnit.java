package dev.carafe.lab.task;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the system of a machine is told of its task: the part of `task.service` that differs from
/// task to task.
///
/// Source: `systemd.service(5)`, "Command lines"; `systemd.syntax(7)`, "Quoting";
/// `systemd.exec(5)`.
final class TaskUnit {
  /// What systemd would give every service, and no container has.
  private static final String NOT_OF_A_CONTAINER =
      "INVOCATION_ID SYSTEMD_EXEC_PID MEMORY_PRESSURE_WATCH MEMORY_PRESSURE_WRITE LANG";

  private TaskUnit() {}

  /// The text of the drop-in.
  static String of(Task task) {
    StringBuilder unit = new StringBuilder("[Service]\n");
    line(unit, "ExecSearchPath", task.searchPath().replace("%", "%%"));
    line(unit, "UnsetEnvironment", NOT_OF_A_CONTAINER);
    for (Map.Entry<String, String> variable : new TreeMap<>(task.environment()).entrySet()) {
      line(unit, "Environment", quoted(variable.getKey() + "=" + variable.getValue()));
    }
    line(unit, "WorkingDirectory", task.folder().replace("%", "%%"));
    if (task.owner().user() != 0 || task.owner().group() != 0) {
      line(unit, "User", String.valueOf(task.owner().user()));
      line(unit, "Group", String.valueOf(task.owner().group()));
    }
    // The colon: no variable is put in place of a word with a dollar sign.
    String program = task.command().getFirst();
    String words =
        task.command().stream().skip(1).map(TaskUnit::quoted).collect(Collectors.joining(" "));
    line(unit, "ExecStart", (quoted(":" + absolute(program, task.folder())) + " " + words).strip());
    return unit.toString();
  }

  private static void line(StringBuilder unit, String key, String value) {
    unit.append(key).append('=').append(value).append('\n');
  }

  /// A name stays a name; a path is seen from where the task runs.
  private static String absolute(String program, String folder) {
    return program.indexOf('/') <= 0 ? program : folder.replaceFirst("/*$", "") + "/" + program;
  }

  /// One word, whatever is in it.
  static String quoted(String text) {
    StringBuilder word = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> word.append('\\').append(c);
        case '%' -> word.append("%%");
        case '\n' -> word.append("\\n");
        case '\r' -> word.append("\\r");
        case '\t' -> word.append("\\t");
        default -> word.append(c);
      }
    }
    return word.append('"').toString();
  }
}
