package dev.carafe.lab.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskUnitTest {
  @Test
  void everyWordStaysOneWord() {
    assertThat(
            TaskUnit.of(
                Task.of(List.of("sh", "-c", "echo \"$A\" 50%\n'\\'")).with(Map.of("A", "b c"))))
        .contains("ExecStart=\":sh\" \"-c\" \"echo \\\"$A\\\" 50%%\\n'\\\\'\"\n")
        .contains("Environment=\"A=b c\"\n")
        .contains("Environment=\"HOME=/root\"\n")
        .contains("WorkingDirectory=/\n")
        .contains("ExecSearchPath=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n")
        .doesNotContain("User=");
  }

  @Test
  void aPathIsSeenFromTheFolder() {
    Task task = new Task(List.of("bin/app"), Map.of(), "/srv/", new Owner(5, 6, "/"));
    assertThat(TaskUnit.of(task))
        .contains("ExecStart=\":/srv/bin/app\"\n")
        .contains("User=5\nGroup=6\n");
    assertThat(TaskUnit.of(Task.of(List.of("/bin/app")))).contains("ExecStart=\":/bin/app\"\n");
  }

  @Test
  void aTaskHasACommand() {
    assertThatThrownBy(() -> Task.of(List.of()))
        .isInstanceOf(Task.NoCommandException.class)
        .hasMessage("could not run the task: its image says no command; give one by --command");
  }
}
