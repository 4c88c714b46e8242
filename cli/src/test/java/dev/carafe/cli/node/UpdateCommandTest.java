package dev.carafe.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.http.HttpServer;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.settings.json.JsonReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `carafe node update` with a node that tells what a test has it tell, one status after the other.
@Timeout(60)
class UpdateCommandTest {
  private static final String PLAN =
      """
      {"running": {"version": "1.2.0"}, "state": "Available",
       "choice": {"kind": "chosen", "text": "1.3.0 is available", "version": "1.3.0"},
       "next": {"step": "nothing", "why": "settings.updates.automatic is off"},
       "candidates": [
         {"version": "1.3.0", "download_bytes": 14200000, "obstacles": [],
          "turn": {"wave": 1, "waves": 2, "from": "2026-03-10T13:00:00Z"}},
         {"version": "1.1.0", "download_bytes": 150000000,
          "obstacles": [{"text": "it is not newer than 1.2.0, which runs"},
                        {"text": "settings.updates.hold is true"}]}]}
      """;

  @TempDir private Path folder;

  private final StringWriter output = new StringWriter();
  private final List<Throwable> failures = new ArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Deque<Response> statuses = new ArrayDeque<>();
  private String plan = PLAN;
  private String history = "[]";
  private Response begun = Response.empty(Status.NO_CONTENT);
  private HttpServer server;

  @BeforeEach
  void serve() {
    server = HttpServer.onUnixSocket(folder.resolve("api.sock"), this::answer);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private synchronized Response answer(Request request) {
    if (request.path().equals("/updates/status")) {
      return statuses.size() > 1 ? statuses.remove() : statuses.getFirst();
    }
    requests.add(request.method() + " " + request.path());
    return switch (request.path()) {
      case "/updates/plan" -> Response.json(JsonReader.read(plan));
      case "/updates/history" -> Response.json(JsonReader.read(history));
      default -> begun;
    };
  }

  /// What the node tells next when it is asked how updates stand; the last is told again and again.
  ///
  /// @param command that ended last
  /// @param time when, or empty where it is still at work
  private void then(String state, String command, String time) {
    boolean staged = state.equals("Staged") || state.equals("Ready");
    statuses.add(
        time.isEmpty()
            ? Response.text(Status.LOCKED, "could not begin")
            : Response.json(
                JsonReader.read(
                    """
                    {"update_state": "%s", "available_updates": ["1.3.0"],
                     "chosen_update": %s,
                     "active_partition": {"image": {"version": "1.2.0"}, "next_to_boot": true},
                     "staging_partition": %s,
                     "most_recent_command": {"cmd_type": "%s", "cmd_status": "%s",
                        "timestamp": "%s", "exit_status": 0, "stderr": "%s"}}
                    """
                        .formatted(
                            state,
                            state.equals("Idle") ? "null" : "{\"version\": \"1.3.0\"}",
                            staged ? "{\"image\": {\"version\": \"1.3.0\"}}" : "null",
                            command,
                            time.equals("bad") ? "Failed" : "Success",
                            time,
                            time.equals("bad") ? "could not reach it\\u001b[2J" : ""))));
  }

  private int execute(String... words) {
    List<String> all = new ArrayList<>(List.of("update"));
    all.addAll(List.of(words));
    all.addAll(List.of("--node", "unix:" + folder.resolve("api.sock")));
    all.addAll(List.of("--config", folder.toString()));
    return new CommandLine(new NodeCommand())
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(output, true))
        .setExecutionExceptionHandler((failure, _, _) -> {
          failures.add(failure);
          return 1;
        })
        .execute(all.toArray(String[]::new));
  }

  @Test
  void checkLooksAndWaitsForTheAnswer() {
    statuses.add(Response.text(Status.NOT_FOUND, "it was not looked for any yet"));
    then("", "", "");
    then("Available", "refresh", "t1");
    assertThat(execute("check")).isZero();
    assertThat(output).hasToString("1.2.0 runs.\n1.3.0 is available.\n");
    assertThat(requests).containsExactly("POST /actions/refresh-updates", "GET /updates/plan");
  }

  @Test
  void anOldAnswerIsNotTheOne() {
    then("Idle", "refresh", "t1");
    then("Idle", "refresh", "t1");
    then("Idle", "deactivate", "t2");
    then("Ready", "refresh", "t3");
    assertThat(execute("check")).isZero();
    assertThat(output.toString())
        .isEqualTo(
            "1.2.0 runs.\n1.3.0 starts next: carafe node reboot, or carafe node update cancel\n");
  }

  @Test
  void scriptsGetBottlerocketsAnswer() {
    then("Available", "refresh", "t1");
    then("Available", "refresh", "t2");
    assertThat(execute("check", "--json")).isZero();
    assertThat(output.toString()).contains("\"update_state\": \"Available\"");
  }

  @Test
  void applyPreparesAndActivates() {
    then("Available", "refresh", "t1");
    then("Available", "refresh", "t1");
    then("Staged", "prepare", "t2");
    then("Staged", "prepare", "t2");
    then("Ready", "activate", "t3");
    assertThat(execute("apply")).isZero();
    assertThat(output)
        .hasToString(
            """
            The node downloads the update and puts it onto its disk.
            The node starts next with 1.3.0: carafe node reboot
            """);
    assertThat(requests)
        .containsExactly("POST /actions/prepare-update", "POST /actions/activate-update");
  }

  @Test
  void whatIsOnTheDiskIsNotDownloadedAgain() {
    then("Staged", "prepare", "t2");
    then("Staged", "prepare", "t2");
    then("Ready", "activate", "t3");
    assertThat(execute("apply", "--reboot")).isZero();
    assertThat(output).hasToString("The node restarts with 1.3.0.\n");
    assertThat(requests).containsExactly("POST /actions/activate-update", "POST /actions/reboot");
  }

  @Test
  void withCheckThereMayBeNothingToDo() {
    plan = PLAN.replace("1.3.0 is available", "1.2.0 is up to date");
    then("Idle", "refresh", "t1");
    then("Idle", "refresh", "t2");
    assertThat(execute("apply", "--check", "--reboot")).isZero();
    assertThat(output).hasToString("1.2.0 runs.\n1.2.0 is up to date.\n");
    assertThat(requests).containsExactly("POST /actions/refresh-updates", "GET /updates/plan");
  }

  @Test
  void aCommandThatFailsOnTheNodeFailsHere() {
    then("Available", "refresh", "t1");
    then("Available", "refresh", "bad");
    assertThat(execute("check")).isEqualTo(1);
    assertThat(failures)
        .singleElement()
        .isInstanceOfSatisfying(
            UpdateFailedException.class,
            failure ->
                assertThat(failure)
                    .hasMessage(
                        "the node could not carry out the command refresh: could not reach"
                            + " it\uFFFD[2J"));
  }

  @Test
  void aRefusalIsTheNodesOwnWords() {
    then("Idle", "refresh", "t1");
    begun =
        Response.text(Status.CONFLICT, "could not deactivate: the state is Idle; refresh first");
    assertThat(execute("cancel")).isEqualTo(1);
    assertThat(failures.getFirst())
        .isInstanceOf(AnswerException.class)
        .hasMessage(
            "the node answered 409: could not deactivate: the state is Idle; refresh first");
  }

  @Test
  void cancelAndRollbackLeadBack() {
    then("Ready", "activate", "t1");
    then("Staged", "deactivate", "t2");
    assertThat(execute("cancel")).isZero();
    assertThat(output).hasToString("The node stays with 1.2.0.\n");
    output.getBuffer().setLength(0);
    then("Ready", "rollback", "t3");
    assertThat(execute("rollback")).isZero();
    assertThat(output).hasToString("The node starts next with 1.3.0: carafe node reboot\n");
    assertThat(requests)
        .containsExactly("POST /actions/deactivate-update", "POST /actions/rollback-update");
  }

  @Test
  void thePlanIsATable() {
    assertThat(execute("plan")).isZero();
    assertThat(output.toString().lines())
        .containsExactly(
            "1.2.0 runs, the state is Available.",
            "1.3.0 is available.",
            "By itself the node does nothing: settings.updates.automatic is off.",
            "",
            "release  download  turn                  in its way",
            "1.3.0    14.2 MB   2026-03-10T13:00:00Z",
            "1.1.0    150.0 MB  any time              it is not newer than 1.2.0, which runs;"
                + " settings.updates.hold is true");
    output.getBuffer().setLength(0);
    assertThat(execute("plan", "--json")).isZero();
    assertThat(JsonReader.read(output.toString())).isEqualTo(JsonReader.read(PLAN));
  }

  @Test
  void whatTheNodeDoesByItselfIsTold() {
    String nothing = "{\"step\": \"nothing\", \"why\": \"settings.updates.automatic is off\"}";
    plan =
        PLAN.replace(nothing, "{\"step\": \"wait\", \"until\": \"t9\", \"why\": \"night opens\"}");
    execute("plan");
    assertThat(output.toString()).contains("By itself the node waits until t9: night opens.\n");
    plan = PLAN.replace(nothing, "{\"step\": \"prepare\"}");
    execute("plan");
    assertThat(output.toString()).contains("By itself the node goes on with: prepare.\n");
  }

  @Test
  void aPlanThatCannotBeCarriedOutSaysWhy() {
    plan = installing("{\"downloads\": [], \"rooms\": [], \"refusal\": \"no room\"}");
    assertThat(execute("plan")).isZero();
    assertThat(output.toString()).contains("is available.\nIt would not be installed: no room.\n");
  }

  private static String installing(String installation) {
    return PLAN.replace("\"next\":", "\"install\": " + installation + ", \"next\":");
  }

  @Test
  void aPlanSaysWhatIsFetchedFromWhereAndWhatRoomThereIs() {
    plan =
        installing(
            """
            {"downloads": [
               {"what": "kernel", "target": "plain/x86_64/1.3.0/kernel.zst", "delta": false,
                "bytes": 15728640, "from": ["https://example.com"]},
               {"what": "usr", "target": "plain/x86_64/1.3.0/usr.delta", "delta": true,
                "bytes": 9437184, "from": ["http://mirror", "https://example.com"]}],
             "rooms": [
               {"where": "the other slot", "needed": 412483584, "there": 536870912},
               {"where": "the EFI system partition", "needed": 37748736, "there": 1000000}]}
            """);
    assertThat(execute("plan")).isZero();
    assertThat(output.toString().lines().skip(3).limit(8))
        .containsExactly(
            "",
            "part    as     at most  file                           from",
            "kernel  whole  15.7 MB  plain/x86_64/1.3.0/kernel.zst  https://example.com",
            "usr     delta  9.4 MB   plain/x86_64/1.3.0/usr.delta   http://mirror,"
                + " https://example.com",
            "",
            "room in                   needed    there     missing",
            "the other slot            412.5 MB  536.9 MB",
            "the EFI system partition  37.7 MB   1.0 MB    36.7 MB");
  }

  @Test
  void theHistoryIsATableWithTheNewestFirst() {
    assertThat(execute("history")).isZero();
    assertThat(output).hasToString("The node has tried no update.\n");
    output.getBuffer().setLength(0);
    history =
        """
        [{"time": "t1", "from": {"version": "1.1.0"}, "to": {"version": "1.2.0"},
          "outcome": "blessed"},
         {"time": "t2", "from": {"version": "1.2.0"}, "to": {"version": "1.3.0"},
          "outcome": "rolled-back", "reason": "containerd did not start", "evidence": "x"}]
        """;
    assertThat(execute("history")).isZero();
    assertThat(output.toString().lines())
        .containsExactly(
            "time  from   to     outcome      reason",
            "t2    1.2.0  1.3.0  rolled-back  containerd did not start",
            "t1    1.1.0  1.2.0  blessed");
    output.getBuffer().setLength(0);
    execute("history", "--json");
    assertThat(JsonReader.read(output.toString())).isEqualTo(JsonReader.read(history));
  }
}
