package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.BuiltImage;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kernel's parameters from user data: by a reboot to the kernel's own command line, which it
/// says on the console where one of them is a higher level of messages.
class BootParametersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String USER_DATA =
      """
      [settings.boot]
      reboot-to-reconcile = true
      [settings.boot.kernel-parameters]
      loglevel = ["7"]
      "carafe-test.words" = ["two words"]
      [settings.boot.init-parameters]
      "systemd.log_color" = ["0"]
      """;

  @TempDir static Path work;

  @Test
  void theNodeRebootsOnceAndThenHasTheParameters() throws IOException, InterruptedException {
    BuildOptions options = new BuildOptions();
    options.output = work.resolve("image");
    Workshop workshop = new Workshop(Path.of(".."), options, Progress.SILENT);
    BuiltImage image = workshop.build("plain");
    ToolsTree tools = workshop.labTools();
    int api = Ports.free();
    MachineSpec spec =
        MachineSpec.of(image.disk(), USER_DATA, Map.of(api, 5081))
            .withDisk(work.resolve("disk.qcow2"));
    try (Machine machine =
        Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("first"))) {
      assertThat(machine.awaitEnd(PATIENCE)).as(machine.console()).isTrue();
      assertThat(machine.console()).doesNotContain("Kernel command line:");
    }
    try (Machine machine =
        Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("second"))) {
      machine.awaitConsole(
          Pattern.compile(
              "Kernel command line: .*usrhash=.* carafe\\.settings=[0-9a-f]{16}"
                  + " carafe-test\\.words=\"two words\" loglevel=7 -- systemd\\.log_color=0"),
          PATIENCE);
      assertThat(
              machine.await(
                  "a healthy node",
                  PATIENCE,
                  () ->
                      Pages.get(api, "/v1/health")
                          .filter(health -> health.contains("\"status\":\"healthy\""))))
          .contains("\"problems\":[]");
      assertThat(machine.isRunning()).isTrue();
      machine.powerOff(Duration.ofSeconds(60));
    }
  }
}
