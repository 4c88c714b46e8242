package dev.carafe.node.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.Components;
import dev.carafe.node.bootstrap.Bootstrap.Verdict;
import dev.carafe.node.host.Journal;
import dev.carafe.node.hostcontainers.PersistentFolders;
import dev.carafe.node.pods.OciDefaultsRule;
import dev.carafe.node.pods.Pod;
import dev.carafe.node.pods.PodEnd;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Key;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.SettingsReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapTest {
  private static final String TWO =
      """
      [settings.bootstrap-containers.disk]
      source = "example.com/disk:1"
      mode = "once"
      essential = true
      user-data = "aGVsbG8="
      command = ["/prepare"]
      [settings.bootstrap-containers.audit]
      source = "example.com/audit:1"
      mode = "always"
      [settings.bootstrap-containers.other]
      source = "example.com/other:1"
      """;
  private static final String COMMANDS =
      """
      [settings.bootstrap-commands.b]
      commands = [["apiclient", "set", "motd=two"]]
      mode = "always"
      [settings.bootstrap-commands.a]
      commands = [["apiclient", "raw", "-u", "/one"], ["apiclient", "raw", "-u", "/two"]]
      mode = "once"
      essential = true
      [settings.bootstrap-commands.c]
      commands = [["apiclient", "reboot"]]
      """;

  @TempDir private Path root;
  private final StatusBoard board = new StatusBoard();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final FakeNode node = new FakeNode();

  /// Remembers what it was asked for, and answers as it was told to.
  private static final class FakeNode implements Bootstrap.Node {
    private SettingsTree settings = SettingsTree.empty();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> refusals = new HashMap<>();
    private final Map<String, PodEnd> ends = new HashMap<>();
    private Optional<String> stuck = Optional.empty();

    @Override
    public SettingsTree settings() {
      return settings;
    }

    @Override
    public NodeApi.Answer call(ApiCall call) {
      asked.add(call.method() + " " + call.target());
      String refusal = refusals.get(call.target());
      return new NodeApi.Answer(refusal == null, refusal == null ? "200" : refusal);
    }

    @Override
    public Map<String, PodEnd> run(List<Pod> pods, Duration patience) {
      Map<String, PodEnd> all = new HashMap<>();
      for (Pod pod : pods) {
        asked.add("run " + pod.name());
        all.put(pod.name(), ends.getOrDefault(pod.name(), new PodEnd.Exited(0, "Completed")));
      }
      return all;
    }

    @Override
    public Optional<String> switchOff(Key mode) {
      asked.add("off " + mode);
      if (stuck.isEmpty()) {
        settings = settings.with(mode, Json.of("off"));
      }
      return stuck;
    }
  }

  private Verdict run(String userData) throws InterruptedException {
    node.settings = read(userData, new ArrayList<>());
    return again();
  }

  /// With another agent in the same boot.
  private Verdict again() throws InterruptedException {
    return new Bootstrap(
            node,
            new PersistentFolders(root, root.resolve("var/lib/carafe")),
            root.resolve("var/log/pods"),
            root.resolve("run/bootstrap"),
            board,
            new Journal(new PrintStream(said, true, StandardCharsets.UTF_8)),
            () -> node.asked.add("debug files"))
        .run();
  }

  private static SettingsTree read(String userData, List<Problem> problems) {
    return new SettingsReader(
            Components.schema(), List.of(new BootstrapRule(), new OciDefaultsRule()))
        .readToml("user data", userData, problems);
  }

  private List<String> problems() {
    return board.status().problems().stream().map(Problem::toString).toList();
  }

  @Test
  void containersRunAtOnceAndOneThatIsToRunOnceIsSwitchedOff() throws Exception {
    assertThat(run(TWO)).isEqualTo(Verdict.GO_ON);
    assertThat(node.asked)
        .containsExactly(
            "debug files",
            "run bootstrap.disk",
            "run bootstrap.audit",
            "off settings.bootstrap-containers.disk.mode");
    assertThat(problems()).isEmpty();
    assertThat(root.resolve("var/lib/carafe/bootstrap-containers/disk/user-data"))
        .hasContent("hello");
    assertThat(root.resolve("var/lib/carafe/bootstrap-containers/audit")).isEmptyDirectory();
  }

  @Test
  void nothingIsDoneTwiceInABoot() throws Exception {
    run(TWO + COMMANDS);
    node.asked.clear();
    assertThat(again()).isEqualTo(Verdict.GO_ON);
    assertThat(node.asked).isEmpty();
  }

  @Test
  void whatIsWantedLaterInABootIsForTheNextOne() throws Exception {
    run(TWO);
    node.asked.clear();
    String later =
        TWO.replace("\"example.com/other:1\"", "\"example.com/other:1\"\nmode = \"always\"");
    assertThat(run(later.replace("once", "off") + COMMANDS)).isEqualTo(Verdict.GO_ON);
    assertThat(node.asked).isEmpty();
  }

  @Test
  void whereNothingIsWantedAtTheBootNothingRunsLater() throws Exception {
    Bootstrap.skip(root.resolve("run/bootstrap"));
    assertThat(run(TWO + COMMANDS)).isEqualTo(Verdict.GO_ON);
    assertThat(node.asked).isEmpty();
  }

  @Test
  void anEssentialContainerThatFailsHoldsThePodsInThisBoot() throws Exception {
    node.ends.put("bootstrap.disk", new PodEnd.Exited(3, "Error"));
    Path log = root.resolve("var/log/pods/bootstrap.disk/disk/0.log");
    node.settings = read(TWO, new ArrayList<>());
    // what an earlier boot has left is not told
    write(log, "2026-01-01T00:00:00Z stdout F old\n");
    assertThat(again()).isEqualTo(Verdict.HOLD);
    assertThat(log).doesNotExist();
    assertThat(problems())
        .containsExactly(
            "settings.bootstrap-containers.disk:1:1: the bootstrap container failed: it ended with"
                + " 3 (Error) and said nothing; no pod starts in this boot: mend it, or set its"
                + " mode to off, and reboot");
    node.asked.clear();
    assertThat(again()).isEqualTo(Verdict.HOLD);
    assertThat(node.asked).isEmpty();
    assertThat(problems()).hasSize(1);
  }

  @Test
  void theLastWordsOfOneThatFailedAreTold() throws Exception {
    Path log = root.resolve("0.log");
    write(
        log,
        """
        2026-01-01T00:00:00Z stdout F one
        2026-01-01T00:00:00Z stderr F two words
        2026-01-01T00:00:00Z stdout F\s
        2026-01-01T00:00:00Z stdout P three
        """);
    assertThat(new LastWords(log).read(2)).containsExactly("two words", "three");
    assertThat(new LastWords(log).read(9)).containsExactly("one", "two words", "three");
    assertThat(new LastWords(root.resolve("none")).read(9)).isEmpty();
    write(log, "2026-01-01T00:00:00Z stdout F a line\n".repeat(10_000));
    assertThat(new LastWords(log).read(3)).containsExactly("a line", "a line", "a line");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void anotherContainerThatFailsHoldsNothing() throws Exception {
    node.ends.put("bootstrap.audit", new PodEnd.NotRun("could not pull"));
    assertThat(run(TWO)).isEqualTo(Verdict.GO_ON);
    assertThat(problems())
        .containsExactly(
            "settings.bootstrap-containers.audit:1:1: the bootstrap container failed: could not"
                + " pull; mend it, or set its mode to off");
  }

  @Test
  void whatCannotBeSwitchedOffIsTold() throws Exception {
    node.stuck = Optional.of("the disk is full");
    assertThat(run(TWO)).isEqualTo(Verdict.GO_ON);
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("it has succeeded and will run again at the next boot: the disk is full");
  }

  @Test
  void commandsRunInTheOrderOfTheirNames() throws Exception {
    assertThat(run(COMMANDS + TWO)).isEqualTo(Verdict.GO_ON);
    assertThat(node.asked)
        .startsWith(
            "GET /one",
            "GET /two",
            "off settings.bootstrap-commands.a.mode",
            "DELETE /tx?tx=bootstrap-commands",
            "PATCH /settings/keypair?tx=bootstrap-commands",
            "POST /tx/commit_and_apply?tx=bootstrap-commands",
            "debug files")
        .doesNotContain("POST /actions/reboot");
  }

  @Test
  void anEssentialCommandThatFailsHoldsEverything() throws Exception {
    node.refusals.put("/one", "404 there is nothing at /one");
    assertThat(run(COMMANDS + TWO)).isEqualTo(Verdict.HOLD);
    assertThat(node.asked).containsExactly("GET /one");
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("the bootstrap commands failed: command 1, apiclient raw: 404 there is nothing");
  }

  @Test
  void anotherCommandThatFailsKeepsNothingElseFromBeingDone() throws Exception {
    node.refusals.put("/settings/keypair?tx=bootstrap-commands", "400 no");
    assertThat(run(COMMANDS + TWO)).isEqualTo(Verdict.GO_ON);
    assertThat(node.asked)
        .contains("run bootstrap.disk")
        .doesNotContain("POST /tx/commit_and_apply?tx=bootstrap-commands");
    assertThat(problems()).singleElement().asString().doesNotContain("two");
  }

  @Test
  void nothingIsBegunOnAMachineThatEnds() throws Exception {
    String reboots =
        COMMANDS.replace(
            "[settings.bootstrap-commands.c]", "[settings.bootstrap-commands.c]\nmode = \"once\"");
    assertThat(run(reboots + TWO)).isEqualTo(Verdict.HOLD);
    assertThat(node.asked)
        .endsWith("POST /actions/reboot", "off settings.bootstrap-commands.c.mode");
    assertThat(problems()).isEmpty();
  }

  @Test
  void whatCannotRunIsAMistakeInTheSettings() {
    List<Problem> problems = new ArrayList<>();
    SettingsTree read =
        read(
            """
            [settings.host-containers.admin]
            enabled = true
            [settings.host-containers.later]
            superpowered = true
            [settings.bootstrap-containers.disk]
            mode = "always"
            [settings.bootstrap-commands.x]
            commands = [["apiclient", "set", "a=b"], ["apiclient", "exec", "admin", "ls"]]
            [settings.oci-defaults.resource-limits.max-open-files]
            soft-limit = 1
            [settings.oci-defaults.resource-limits.max-processes]
            soft-limit = "unlimited"
            hard-limit = 5
            """,
            problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "user data:1:1: it is to run and has no image; set settings.host-containers.admin.source",
            "user data:5:1: it is to run and has no image; set settings.bootstrap-containers.disk.source",
            "user data:8:42: 'exec' cannot be run: no container runs yet; use a bootstrap container",
            "user data:9:1: it has no 'hard-limit'; set both limits at once",
            "user data:11:1: 'soft-limit' is above 'hard-limit'; write at most the latter");
    assertThat(read).hasToString("{\"host-containers\":{\"later\":{\"superpowered\":true}}}");
  }
}
