package dev.carafe.lab.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskEndTest {
  private static final Duration BOOT = Duration.ofNanos(4_600_018_000L);

  private static String report(String result, int code, int status) {
    return """
    Result=%s
    ExecMainHandoffTimestampMonotonic=4600018
    ExecMainCode=%d
    ExecMainStatus=%d
    """
        .formatted(result, code, status);
  }

  @Test
  void aTaskThatEndedHasItsExitCode() {
    TaskEnd end = TaskEnd.of(report("exit-code", 1, 3), "").orElseThrow();
    assertThat(end).isEqualTo(new TaskEnd.Exited(3, BOOT));
    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(end.description()).isEqualTo("exited with 3");
    assertThat(end.bootTime()).contains(BOOT);
    assertThat(TaskEnd.of(report("success", 1, 0), "")).contains(new TaskEnd.Exited(0, BOOT));
  }

  @Test
  void aTaskThatWasKilledHasTheSignalsNumber() {
    TaskEnd killed = TaskEnd.of(report("signal", 2, 15), "").orElseThrow();
    assertThat(killed.exitCode()).isEqualTo(143);
    assertThat(killed.description()).isEqualTo("was killed by signal 15");
    assertThat(TaskEnd.of(report("core-dump", 3, 11), "")).contains(new TaskEnd.Killed(11, BOOT));
  }

  @Test
  void aTaskThatRanOutOfMemorySaysSo() {
    TaskEnd end = TaskEnd.of(report("oom-kill", 2, 9), "").orElseThrow();
    assertThat(end).isEqualTo(new TaskEnd.OutOfMemory(BOOT));
    assertThat(end.exitCode()).isEqualTo(137);
  }

  @Test
  void aProgramThatIsNotThereIsNotFound() {
    String console =
        "[    7.9] (app)[132]: task.service: Failed at step EXEC spawning /app: No such file or"
            + " directory\r\n";
    TaskEnd end = TaskEnd.of(report("exit-code", 1, 203), console).orElseThrow();
    assertThat(end.exitCode()).isEqualTo(127);
    assertThat(end.description())
        .isEqualTo(
            "was not started: step EXEC of starting it failed: /app: No such file or directory");
    assertThat(end.bootTime()).isEmpty();
  }

  @Test
  void aProgramThatCannotBeStartedIsToldApartFromOneWithThatExitCode() {
    assertThat(
            TaskEnd.of(
                report("exit-code", 1, 203),
                "task.service: Failed at step EXEC spawning /app: Permission denied\r\n"))
        .map(TaskEnd::exitCode)
        .contains(126);
    assertThat(TaskEnd.of(report("exit-code", 1, 203), "")).map(TaskEnd::exitCode).contains(203);
  }

  @Test
  void aTaskWithoutFilesIsNotStarted() {
    TaskEnd end =
        TaskEnd.of(
                "Result=exit-code\nExecMainCode=1\nExecMainStatus=32\n",
                "[ 4.1] mount: /task/image: special device /dev/vda does not exist.\r\n")
            .orElseThrow();
    assertThat(end.exitCode()).isEqualTo(126);
    assertThat(end.description())
        .isEqualTo("was not started: /task/image: special device /dev/vda does not exist.");
  }

  @Test
  void aMachineThatSaysNothingIsNoEnd() {
    assertThat(TaskEnd.of("", "Kernel panic")).isEmpty();
  }
}
