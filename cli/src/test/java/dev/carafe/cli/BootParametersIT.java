package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.node.RunContext;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kernel's parameters from user data: by a reboot to the kernel's own command line, which it
/// says on the console where one of them is a higher level of messages.
@LongTest
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
    Workshop workshop = TestWorkshop.open();
    BuiltImage image = workshop.build("plain");
    ToolsTree tools = workshop.labTools();
    int api = Ports.free();
    int remote = Ports.free();
    String trust = told("authority", "create", "--out", at("ca"));
    told(
        "authority",
        "issue",
        "me",
        "--role",
        "operator",
        "--authority",
        at("ca"),
        "--out",
        at("keys"));
    MachineSpec spec =
        MachineSpec.of(image.disk(), USER_DATA + trust, Map.of(api, 5081, remote, RunContext.PORT))
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
      theEarlierBootsMessagesAreThere(machine, remote);
      machine.powerOff(Duration.ofSeconds(60));
    }
  }

  /// The journal of the first boot, which said why it ended, from the second one.
  private static void theEarlierBootsMessagesAreThere(Machine machine, int port) {
    String fingerprint =
        machine.await("the fingerprint", PATIENCE, () -> RunContext.fingerprint(machine.console()));
    told(
        "add",
        "node",
        "--address",
        "127.0.0.1:" + port,
        "--fingerprint",
        fingerprint,
        "--certificate",
        at("keys/me.pem"),
        "--key",
        at("keys/me.key"));
    machine.await(
        "the journal on the disk",
        PATIENCE,
        () ->
            Optional.of(told("get", "/v1/services"))
                .filter(units -> units.contains("systemd-journal-flush.service")));
    String kernel = told("logs", "--lines", "10000", "--grep", "Kernel command line");
    assertThat(kernel).contains("carafe-test.words");
    String before =
        told("logs", "--boot", "-1", "--lines", "10000", "--grep", "Kernel command line");
    assertThat(before).contains("usrhash=").doesNotContain("carafe-test.words");
    assertThat(told("logs", "--boot", "-1", "--unit", "carafe-agent.service", "--json"))
        .contains("\"unit\":\"carafe-agent.service\"");
  }

  private static String at(String name) {
    return work.resolve(name).toString();
  }

  /// What `carafe node` prints.
  private static String told(String... words) {
    List<String> all = new ArrayList<>(List.of("node"));
    all.addAll(List.of(words));
    if (!words[0].equals("authority")) {
      all.addAll(List.of("--config", work.toString()));
    }
    StringWriter output = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(output, true))
            .execute(all.toArray(String[]::new));
    assertThat(code).as("%s: %s", List.of(words), output).isZero();
    return output.toString();
  }
}
