package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.node.RunContext;
import dev.carafe.cli.node.SettingsCompletion;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.process.Command;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `carafe node` against a node that has booted.
@LongTest
class NodeCliIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir static Path work;

  private static final Pattern FAILING = Pattern.compile("(?m)^\\[FAIL] ([0-9.]+) ");

  /// What should have been looked at and could not.
  private static final Pattern UNSEEN =
      Pattern.compile("(?m)^\\[SKIP] ([0-9.]+) .*\\(Automatic\\)$");

  private final StringWriter output = new StringWriter();

  private int node(String... words) {
    List<String> all = new ArrayList<>(List.of("node"));
    all.addAll(List.of(words));
    if (!words[0].equals("authority")) {
      all.addAll(List.of("--config", work.toString()));
    }
    output.getBuffer().setLength(0);
    return Main.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(output, true))
        .execute(all.toArray(String[]::new));
  }

  private String told(ExitCode expected, String... words) {
    int code = node(words);
    assertThat(code).as("%s: %s", List.of(words), output).isEqualTo(expected.number());
    return output.toString();
  }

  @Test
  void aNodeIsWorkedWithOverTheNetwork() throws IOException, InterruptedException {
    String remote = told(ExitCode.DONE, "authority", "create", "--out", at("ca"));
    told(ExitCode.DONE, "authority", "create", "--out", at("foreign"));
    for (String role : List.of("admin", "operator", "reader")) {
      issue(role, role, "ca", "30");
    }
    issue("expired", "admin", "ca", "0");
    issue("mallory", "admin", "foreign", "30");
    Workshop workshop = TestWorkshop.open();
    BuiltImage image = workshop.build("plain");
    ToolsTree tools = workshop.labTools();
    int port = Ports.free();
    MachineSpec spec =
        MachineSpec.of(image.disk(), remote, Map.of(port, RunContext.PORT)).withMemory(512);
    try (Machine machine =
        Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("machine"))) {
      String fingerprint =
          machine.await(
              "the fingerprint", PATIENCE, () -> RunContext.fingerprint(machine.console()));
      for (String name : List.of("admin", "operator", "reader", "expired", "mallory")) {
        add(name, port, fingerprint);
      }
      machine.await(
          "an answer",
          PATIENCE,
          () -> node("get", "settings") == 0 ? Optional.of(0) : Optional.empty());
      settingsAreSeenAndChanged();
      theAgentIsRecorded();
      aPodsPortIsReachedFromHere(machine);
      historyGoesBack(machine);
      rolesHaveTheirRights();
      whatTheDocumentSaysOfTheReportsIsSo(machine);
      certificatesThatAreNoGoodAreRefused();
      theAuthorityCertifiesTheNode(port);
    }
  }

  private static String at(String name) {
    return work.resolve(name).toString();
  }

  private void issue(String name, String role, String authority, String days) {
    told(
        ExitCode.DONE,
        List.of(
                "authority",
                "issue",
                name,
                "--role",
                role,
                "--authority",
                at(authority),
                "--out",
                at("keys"),
                "--days",
                days)
            .toArray(String[]::new));
  }

  private void add(String name, int port, String fingerprint) {
    told(
        ExitCode.DONE,
        List.of(
                "add",
                name,
                "--address",
                "127.0.0.1:" + port,
                "--fingerprint",
                fingerprint,
                "--certificate",
                at("keys/" + name + ".pem"),
                "--key",
                at("keys/" + name + ".key"))
            .toArray(String[]::new));
  }

  private void theAgentIsRecorded() {
    told(ExitCode.DONE, "jfr", "--seconds", "2", "-o", at("agent.jfr"));
    String jvm =
        Command.of(Path.of(System.getProperty("java.home"), "bin/jfr").toString())
            .with("print", "--events", "jdk.JVMInformation", at("agent.jfr"))
            .run()
            .text();
    assertThat(jvm).contains("javaArguments = ").contains("dev.carafe.node");
  }

  /// The pod is in the node's network, so what answers is the node.
  private void aPodsPortIsReachedFromHere(Machine machine) throws InterruptedException {
    told(
        ExitCode.DONE,
        "set",
        "pods.idle.spec={\"hostNetwork\":true,\"containers\":"
            + "[{\"name\":\"c\",\"image\":\"carafe.internal/pause:1\"}]}");
    int here = Ports.free();
    Thread forward =
        Thread.ofPlatform()
            .start(() ->
                Main.commandLine()
                    .execute(
                        "node",
                        "port-forward",
                        "--config",
                        work.toString(),
                        "idle",
                        here + ":5081"));
    try {
      assertThat(
              machine.await(
                  "an answer of the pod's port", PATIENCE, () -> Pages.get(here, "/v1/health")))
          .contains("\"name\":\"idle\"");
    } finally {
      forward.interrupt();
      forward.join();
    }
    told(ExitCode.DONE, "delete", "pods.idle");
  }

  private void settingsAreSeenAndChanged() throws IOException {
    assertThat(told(ExitCode.DONE, "get", "os")).contains("= \"plain\"");
    assertThat(told(ExitCode.DONE, "set", "motd=hello there")).isEqualTo("changed settings.motd\n");
    assertThat(told(ExitCode.DONE, "get", "settings.motd"))
        .isEqualTo("settings.motd = \"hello there\"\n");
    assertThat(told(ExitCode.DONE, "diff", "motd=bye"))
        .contains("- settings.motd = \"hello there\"\n+ settings.motd = \"bye\"\n");
    assertThat(told(ExitCode.DONE, "set", "--dry-run", "motd=bye")).contains("+ settings.motd");
    assertThat(told(ExitCode.DONE, "get", "settings.motd")).contains("hello there");
    Path good = Files.writeString(work.resolve("good.toml"), "[settings]\nmotd = \"applied\"\n");
    assertThat(told(ExitCode.DONE, "apply", good.toString())).contains("changed settings.motd");
    Path bad = Files.writeString(work.resolve("bad.toml"), "[settings]\n\nmotd = 1\n");
    assertThat(told(ExitCode.MISTAKES, "apply", bad.toString())).contains(bad + ":3:1: ");
    assertThat(told(ExitCode.DONE, "delete", "motd")).contains("changed settings.motd");
    assertThat(told(ExitCode.FAILED, "delete", "mtod")).contains("unknown setting settings.mtod");
    assertThat(told(ExitCode.DONE, "health")).contains("status = ");
    assertThat(SettingsCompletion.of(List.of("--config", work.toString()), "settings.mo"))
        .contains("settings.motd");
  }

  private void historyGoesBack(Machine machine) {
    told(ExitCode.DONE, "set", "motd=first");
    String newest = told(ExitCode.DONE, "history", "1").lines().toList().getLast();
    String number = newest.substring(0, newest.indexOf(' '));
    assertThat(newest).contains("admin");
    told(ExitCode.DONE, "set", "motd=second");
    assertThat(told(ExitCode.DONE, "rollback", number)).contains("changed settings.motd");
    assertThat(told(ExitCode.DONE, "get", "settings.motd")).contains("first");
    assertThat(told(ExitCode.FAILED, "confirm")).contains("no change is on trial");
    told(ExitCode.DONE, "try", "--seconds", "2", "motd=trial");
    machine.await(
        "the end of the trial",
        PATIENCE,
        () ->
            told(ExitCode.DONE, "get", "settings.motd").contains("first")
                ? Optional.of(0)
                : Optional.empty());
    told(ExitCode.DONE, "try", "--seconds", "300", "motd=kept");
    told(ExitCode.DONE, "confirm");
    assertThat(told(ExitCode.DONE, "get", "settings.motd")).contains("kept");
  }

  private void rolesHaveTheirRights() {
    assertThat(told(ExitCode.DONE, "get", "os", "--node", "reader")).contains("plain");
    assertThat(told(ExitCode.FAILED, "set", "motd=x", "--node", "reader"))
        .contains("reader is carafe:reader and may not PATCH /settings/keypair");
    told(ExitCode.DONE, "set", "motd=x", "--node", "operator");
    assertThat(told(ExitCode.FAILED, "set", "api.remote.port=1", "--node", "operator"))
        .contains("operator is carafe:operator and may not change settings.api.remote.port");
  }

  /// Everything that is looked at passes but what the document names, with the firewall and without
  /// it.
  private void whatTheDocumentSaysOfTheReportsIsSo(Machine machine) throws IOException {
    assertThat(told(ExitCode.DONE, "get", "/report")).contains("hardening");
    for (String report : List.of("cis", "hardening")) {
      awaitFailures(machine, report, documented(report, "nothing"));
    }
    told(ExitCode.DONE, "set", "firewall.enabled=false");
    for (String report : List.of("cis", "hardening")) {
      awaitFailures(machine, report, documented(report, "`settings.firewall.enabled`", "nothing"));
    }
    told(ExitCode.DONE, "delete", "firewall");
    assertThat(told(ExitCode.FAILED, "get", "/report/fips")).contains("not supported");
  }

  /// A unit may still be starting.
  private void awaitFailures(Machine machine, String report, List<String> expected) {
    String[] seen = {""};
    machine.await(
        "the failures " + expected + " in the report " + report,
        PATIENCE,
        () -> {
          seen[0] = told(ExitCode.FAILED, "report", report, "--level", "2");
          List<String> failing = checks(FAILING, seen[0]);
          return failing.equals(expected) && checks(UNSEEN, seen[0]).isEmpty()
              ? Optional.of(failing)
              : Optional.empty();
        });
    assertThat(seen[0]).contains("[PASS]");
  }

  /// The checks in the table of `docs/security.md` that pass with one of these.
  private static List<String> documented(String report, String... passesWith) throws IOException {
    List<String> checks = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../docs/security.md"))) {
      String[] cells = line.split(" [|] ", -1);
      if (cells.length == 4
          && cells[0].equals("| `" + report + "`")
          && List.of(passesWith).contains(cells[2])) {
        checks.add(cells[1]);
      }
    }
    assertThat(checks).isNotEmpty();
    return checks;
  }

  private static List<String> checks(Pattern line, String report) {
    return line.matcher(report).results().map(match -> match.group(1)).toList();
  }

  private void certificatesThatAreNoGoodAreRefused() {
    for (String name : List.of("expired", "mallory")) {
      assertThat(told(ExitCode.UNTRUSTED, "get", "os", "--node", name))
          .contains("the node refused the certificate of CN=" + name);
    }
    told(ExitCode.DONE, "revoke", at("keys/reader.pem"));
    assertThat(told(ExitCode.UNTRUSTED, "get", "os", "--node", "reader"))
        .contains("the node refused the certificate of CN=reader");
    told(ExitCode.DONE, "get", "os", "--node", "operator");
    assertThat(told(ExitCode.USAGE, "revoke", at("keys/admin.pem"))).contains("that you show");
  }

  private void theAuthorityCertifiesTheNode(int port) {
    for (int time = 0; time < 2; time++) {
      told(ExitCode.DONE, "certify", "--authority", at("ca"), "--host", "localhost");
      assertThat(told(ExitCode.DONE, "contexts")).contains("ca/authority.pem");
      assertThat(told(ExitCode.DONE, "get", "os", "--node", "localhost:" + port)).contains("plain");
    }
    assertThat(told(ExitCode.UNTRUSTED, "get", "os", "--node", "operator"))
        .contains("its certificate is");
  }
}
