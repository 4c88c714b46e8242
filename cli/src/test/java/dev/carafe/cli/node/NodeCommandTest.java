package dev.carafe.cli.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.attest.TestNode;
import dev.carafe.settings.json.JsonWriter;
import dev.carafe.trust.audit.Act;
import dev.carafe.trust.audit.AuditEntry;
import dev.carafe.trust.audit.Head;
import dev.carafe.trust.certificate.AlternativeNames;
import dev.carafe.trust.certificate.CertificateAuthority;
import dev.carafe.trust.certificate.CertificateRequest;
import dev.carafe.trust.certificate.EcKeys;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.Role;
import dev.carafe.trust.certificate.SubjectName;
import dev.carafe.trust.certificate.Terms;
import dev.carafe.trust.certificate.Usage;
import dev.carafe.trust.certificate.Validity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NodeCommandTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir static Path keys;
  @TempDir Path config;

  private final StringWriter output = new StringWriter();
  private final List<Throwable> failures = new ArrayList<>();
  private final FakeNode node = new FakeNode(keys, false);

  @BeforeAll
  static void makeKeys() throws IOException {
    AuthorityFolder folder = new AuthorityFolder(keys.resolve("ca"));
    CertificateAuthority authority = folder.create("ca", DAY, Instant.now());
    folder.issue("me", Role.ADMIN, keys, DAY, Instant.now());
    KeyPair pair = EcKeys.generate();
    AlternativeNames names =
        new AlternativeNames(List.of(), List.of(InetAddress.ofLiteral("127.0.0.1")));
    SubjectName subject = SubjectName.of("node");
    Terms terms = new Terms(subject, names, Set.of(Usage.SERVER), Validity.of(DAY, Instant.now()));
    Files.writeString(
        keys.resolve("node.pem"),
        Pem.write(authority.issue(CertificateRequest.create(pair, subject, names), terms)));
    Files.writeString(keys.resolve("node.key"), Pem.write(pair.getPrivate()));
  }

  @BeforeEach
  void addNode() {
    assertThat(add("lab", "127.0.0.1:" + node.port(), "--fingerprint", node.fingerprint()))
        .isZero();
  }

  @AfterEach
  void closeNode() {
    node.close();
  }

  private int add(String name, String address, String knownBy, String what) {
    return execute(
        "add",
        name,
        "--address",
        address,
        knownBy,
        what,
        "--certificate",
        keys.resolve("me.pem").toString(),
        "--key",
        keys.resolve("me.key").toString());
  }

  private int execute(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", config.toString()));
    output.getBuffer().setLength(0);
    return new CommandLine(new NodeCommand())
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(output, true))
        .setExecutionExceptionHandler((failure, _, _) -> {
          failures.add(failure);
          return 1;
        })
        .execute(all.toArray(String[]::new));
  }

  private Throwable failure() {
    return failures.getLast();
  }

  @Test
  void settingsAreShownOneALine() {
    node.answering(
        "GET /?prefix=settings.motd", "{\"settings\":{\"motd\":\"a\",\"motd-b\":{\"c.d\":[1]}}}");
    assertThat(execute("get", "settings.motd")).isZero();
    assertThat(output).hasToString("settings.motd = \"a\"\nsettings.motd-b.\"c.d\" = [1]\n");
  }

  @Test
  void severalPrefixesAreOneAnswerInJson() {
    node.answering("GET /?prefix=os", "{\"os\":{\"arch\":\"x\"}}")
        .answering("GET /?prefix=settings", "{\"settings\":{\"motd\":\"a\"}}");
    assertThat(execute("get", "--json", "os", "settings")).isZero();
    assertThat(output.toString().replaceAll("\\s", ""))
        .isEqualTo("{\"os\":{\"arch\":\"x\"},\"settings\":{\"motd\":\"a\"}}");
  }

  @Test
  void whatIsNotThereIsSaid() {
    node.answering("GET /?prefix=", "{}");
    execute("get", "settings.mtod");
    assertThat(failure()).hasMessage("could not find anything that begins with 'settings.mtod'");
  }

  @Test
  void aPathIsAskedAsItIs() {
    node.refusing("GET /v1/metrics", 200, "up 1\n");
    assertThat(execute("get", "/v1/metrics")).isZero();
    assertThat(output.toString()).isEqualTo("up 1\n\n");
  }

  @Test
  void aReportThatPassesIsShown() {
    String report = "[PASS] 1.3.1 x\n\nCompliance check result: PASS\n";
    node.refusing("GET /report/cis?level=1&format=text", 200, report);
    assertThat(execute("report")).isZero();
    assertThat(output.toString()).isEqualTo(report);
  }

  @Test
  void aReportThatFailsIsShownAndIsAFailure() {
    String report = "[FAIL] 1.1 x\n\nCompliance check result: FAIL\n";
    node.refusing("GET /report/hardening?level=2&format=text", 200, report)
        .answering("GET /report/cis?level=1&format=json", "{\"status\":\"FAIL\"}");
    assertThat(execute("report", "hardening", "--level", "2")).isEqualTo(1);
    assertThat(output.toString()).isEqualTo(report);
    assertThat(failure()).isInstanceOf(FailedChecksException.class);
    assertThat(execute("report", "cis", "--json")).isEqualTo(1);
    assertThat(output).hasToString("{\"status\":\"FAIL\"}\n");
  }

  @Test
  void logsAreAskedForByWhatIsGiven() {
    node.refusing("GET /v1/logs", 200, "one\n\ntwo\n");
    assertThat(execute("logs", "--boot", "-1", "--lines", "5", "--grep", "a b", "--json")).isZero();
    assertThat(output).hasToString("one\ntwo\n");
    assertThat(execute("logs", "-f", "web/page", "--since", "10m")).isZero();
    assertThat(execute("logs", "web")).isZero();
    assertThat(execute("logs", "--unit", "x@1.service")).isZero();
    assertThat(node.requests)
        .containsExactly(
            "GET /v1/logs?lines=5&grep=a%20b&boot=-1",
            "GET /v1/logs?pod=web&container=page&since=10m&follow=true",
            "GET /v1/logs?pod=web",
            "GET /v1/logs?unit=x%401.service");
    node.refusing("GET /v1/logs", 404, "there are no logs of a pod web");
    execute("logs", "web");
    assertThat(failure()).hasMessageContaining("there are no logs of a pod web");
  }

  @Test
  void problemsAreTwoTables() {
    node.answering(
        "GET /v1/problems",
        """
        {"conditions": [{"kind": "DiskFull", "holds": true, "since": "t1", "reason": "DiskFull",
                         "message": "/var has 0 MiB left"},
                        {"kind": "KernelOops", "holds": false, "since": "t0", "reason": "r",
                         "message": "fine"}],
         "events": [{"number": 1, "kind": "DiskFull", "time": "t1", "count": 3, "last": "t2",
                     "over": false, "text": "full\\u001b[1m", "touches": {}},
                    {"number": 2, "kind": "DiskFull", "time": "t3", "count": 1, "last": "t3",
                     "over": true, "text": "room", "touches": {}}]}
        """);
    assertThat(execute("problems")).isZero();
    assertThat(output.toString().lines())
        .containsExactly(
            "condition   holds  since  message",
            "DiskFull    yes    t1     /var has 0 MiB left",
            "KernelOops  no     t0     fine",
            "",
            "time  event          count  text",
            "t1    DiskFull       3      full\uFFFD[1m",
            "t3    DiskFull over  1      room");
    execute("problems", "--json");
    assertThat(output.toString()).contains("\"touches\"");
  }

  /// It answers what it once answered to somebody else.
  @Test
  void aNodeThatDoesNotProveItsStartIsAFailure() {
    TestNode started = TestNode.started("kernel", TestNode.certificate("db"));
    node.answering("GET /v1/attestation", JsonWriter.write(started.answer("0a".repeat(32))));
    Path key = config.resolve("key.pem");
    assertThat(execute("attest", "--save-key", key.toString())).isEqualTo(1);
    assertThat(node.requests).singleElement().asString().matches("GET .*[?]nonce=[0-9a-f]{64}");
    assertThat(failure())
        .isInstanceOf(NotAttestedException.class)
        .hasMessage("could not trust the node: 1 of the checks above failed");
    assertThat(output.toString().lines())
        .hasSize(8)
        .anyMatch(line -> line.startsWith("failed  nonce: found the digest "));
    assertThat(key).doesNotExist();
    execute("attest", "--json");
    assertThat(output.toString()).contains("\"trusted\" : false", "\"result\" : \"open\"");
  }

  @Test
  void anAttestationBeginsWithFilesThatCanBeRead() throws IOException {
    Path file = Files.writeString(config.resolve("none.pem"), "none");
    execute("attest", "--certificate", file.toString());
    assertThat(failure()).isInstanceOf(BadFileException.class).hasMessageContaining("none.pem");
    execute("attest", "--key", file.toString());
    assertThat(failure()).isInstanceOf(BadFileException.class);
    execute("attest", "--save-key", file.toString());
    assertThat(failure()).hasMessageContaining("it is there already");
    assertThat(execute("attest", "--release", "1.0.0")).isEqualTo(2);
    assertThat(node.requests).isEmpty();
  }

  @Test
  void aBootIsItsGatesAndWhatElseThereIs() {
    node.answering(
        "GET /v1/boot",
        """
        {"state": "failed", "entry": "b+2-1.efi", "on_trial": true,
         "gates": [{"name": "agent", "state": "passed", "since_ms": 30500,
                    "asks": "the agent is ready", "log": []},
                   {"name": "web", "state": "failed", "asks": "web.service is active",
                    "reason": "web.service is failed", "log": ["no\\u001b[1m"]}],
         "entries": [{"file": "b+2-1.efi", "tries_left": 2, "tries_done": 1, "booted": true},
                     {"file": "a.efi", "booted": false}],
         "failed_trial": {"entry": "c", "time": "t1", "gates": [
           {"name": "db", "reason": "status 503, expected 200", "log": ["words"]}]}}
        """);
    assertThat(execute("boot")).isZero();
    assertThat(output.toString().lines())
        .containsExactly(
            "failed, on trial",
            "",
            "gate   state   since    asks whether           but",
            "agent  passed  +30.5 s  the agent is ready",
            "web    failed           web.service is active  web.service is failed",
            "  web: no\uFFFD[1m",
            "",
            "entry      tries           booted",
            "b+2-1.efi  2 left, 1 done  yes",
            "a.efi                      no",
            "",
            "c was given up at t1:",
            "  db: status 503, expected 200",
            "  db: words");
    node.answering(
        "GET /v1/boot",
        "{\"state\": \"checking\", \"on_trial\": false, \"entries\": [], \"gates\": []}");
    assertThat(execute("boot")).isZero();
    assertThat(output.toString().lines())
        .containsExactly("checking", "", "Nobody has looked at the gates yet.");
  }

  @Test
  void theFlightRecorderIsALineAnEntry() {
    String kernel =
        "{\"sequence\":1,\"time\":\"t1\",\"since_start_ms\":12345,\"boot\":\"b\",\"kind\":\"kernel\","
            + "\"data\":{\"text\":\"BUG: x\"}}";
    String act =
        "{\"time\":\"t2\",\"since_start_ms\":1,\"kind\":\"act\",\"data\":{\"caller\":\"al\",\"status\":204}}";
    node.refusing("GET /v1/recorder", 200, kernel + "\n" + act + "\n\n");
    assertThat(execute("recorder", "--boot", "-1", "--last", "1m", "--kind", "kernel")).isZero();
    assertThat(output.toString().lines())
        .containsExactly(
            "t1     +12.3 s  kernel     BUG: x", "t2      +0.0 s  act        caller=al status=204");
    execute("recorder", "--since", "2h", "--lines", "5", "--json");
    assertThat(output).hasToString(kernel + "\n" + act + "\n");
    assertThat(node.requests)
        .containsExactly(
            "GET /v1/recorder?boot=-1&last=1m&kind=kernel", "GET /v1/recorder?since=2h&lines=5");
  }

  @Test
  void whatSupportNeedsIsAFileThatNothingOverwrites() throws IOException {
    node.refusing("GET /v1/support", 200, "packed");
    Path file = config.resolve("s.tar.gz");
    assertThat(execute("support", "-o", file.toString())).isZero();
    assertThat(output).hasToString(file + "\n");
    assertThat(file).hasContent("packed");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    execute("support", "-o", file.toString());
    assertThat(failure()).hasMessageContaining("it is there already");
    node.refusing("GET /v1/support", 503, "another is being made; try again in a minute");
    execute("support", "-o", config.resolve("other").toString());
    assertThat(failure()).hasMessageContaining("another is being made");
    assertThat(config).isDirectoryNotContaining(path -> path.toString().endsWith("draft"));
  }

  @Test
  void aReportHasTwoLevels() {
    assertThat(execute("report", "--level", "3")).isEqualTo(2);
    assertThat(output.toString()).contains("--level is 3; write 1 or 2");
    assertThat(execute("report", "fips")).isEqualTo(2);
  }

  @Test
  void setStagesCommitsAndApplies() {
    node.refusing("PATCH /settings/keypair", 204, "")
        .answering("POST /tx/commit_and_apply", "[\"settings.motd\"]");
    assertThat(execute("set", "motd=a=b", "settings.x=1")).isZero();
    assertThat(output.toString()).isEqualTo("changed settings.motd\n");
    assertThat(node.requests)
        .containsExactly(
            "PATCH /settings/keypair?tx=TX"
                + " {\"request_payload\":\"settings.motd=a=b\\nsettings.x=1\"}",
            "POST /tx/commit_and_apply?tx=TX");
  }

  @Test
  void aRefusedChangeDropsItsTransaction() {
    node.refusing("PATCH", 403, "bob is carafe:reader and may not PATCH /settings");
    assertThat(execute("set", "--json", "{\"motd\":1}")).isEqualTo(1);
    assertThat(failure())
        .hasMessage("the node answered 403: bob is carafe:reader and may not PATCH /settings");
    assertThat(node.requests)
        .containsExactly("PATCH /settings?tx=TX {\"motd\":1}", "DELETE /tx?tx=TX");
  }

  @Test
  void aDryRunShowsKeysFilesAndServicesAndCommitsNothing() {
    node.refusing("DELETE /v1/settings", 204, "")
        .answering(
            "GET /v1/settings/dry-run",
            """
            {"changes": [{"key": "settings.motd", "before": "a"}, {"key": "settings.secret"}],
             "files": [{"path": "/etc/motd", "before": "a\\n", "after": "\\n"}],
             "services": ["motd"], "restart-commands": ["true x"], "problems": []}
            """);
    assertThat(execute("delete", "--dry-run", "motd")).isZero();
    assertThat(output)
        .hasToString(
            """
            - settings.motd = "a"
            ~ settings.secret (not shown to you)

            --- /etc/motd
            +++ /etc/motd
            @@ -1 +1 @@
            -a
            +
            services: motd
            runs: true x
            """);
    assertThat(node.requests)
        .containsExactly(
            "DELETE /v1/settings?keys=settings.motd&tx=TX",
            "GET /v1/settings/dry-run?tx=TX",
            "DELETE /tx?tx=TX");
  }

  @Test
  void theNodesMistakesAreToldWithThePlaceInTheFile() throws IOException {
    Path file = Files.writeString(config.resolve("my.toml"), "[settings]\n\n  motd = 1\n");
    node.refusing("PATCH", 400, "settings.motd is a number; write a text\nsomething else");
    execute("apply", file.toString());
    assertThat(failure())
        .hasMessage(
            file
                + ":3:3: settings.motd is a number; write a text\n"
                + file
                + ":1:1: something else");
  }

  @Test
  void aManifestIsTheWholeOfWhatItNames() throws IOException {
    Path file =
        Files.writeString(
            config.resolve("web.yml"),
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: {containers: [{name: c, image: i}]}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: keys}
            stringData: {k: v}
            """);
    node.refusing("PATCH", 204, "")
        .refusing("DELETE /v1/settings", 204, "")
        .answering("POST /tx/commit_and_apply", "[\"settings.pods.web\"]");
    assertThat(execute("apply", file.toString())).isZero();
    assertThat(node.requests)
        .containsExactly(
            "DELETE /v1/settings?keys=settings.pods.web,settings.secrets.keys&tx=TX",
            "PATCH /settings?tx=TX {\"pods\":{\"web\":{\"spec\":{\"containers\":"
                + "[{\"name\":\"c\",\"image\":\"i\"}]}}},\"secrets\":{\"keys\":{\"k\":\"v\"}}}",
            "POST /tx/commit_and_apply?tx=TX");
  }

  @Test
  void mistakesInAManifestAreToldWithTheirPlaces() throws IOException {
    Path file =
        Files.writeString(
            config.resolve("web"),
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              containers:
              - {name: c, image: i, tty: true}
            """);
    node.refusing("DELETE /v1/settings", 204, "")
        .refusing("PATCH", 400, "unknown setting settings.pods.web.spec.containers[0].tty; no");
    execute("apply", file.toString());
    assertThat(failure())
        .hasMessage(file + ":6:25: unknown setting settings.pods.web.spec.containers[0].tty; no");
    int before = node.requests.size();
    Files.writeString(file, "kind: Pod\nmetadata: {}\n");
    execute("apply", file.toString());
    assertThat(failure())
        .hasMessage(
            file
                + ":1:1: the manifest has no 'apiVersion'; add it\n"
                + file
                + ":2:11: metadata has no 'name'; add it");
    assertThat(node.requests).hasSize(before);
  }

  @Test
  void aFileWithoutSettingsIsAMistake() throws IOException {
    Path file = Files.writeString(config.resolve("my.toml"), "motd = \"a\"\n");
    execute("diff", file.toString());
    assertThat(failure()).hasMessage(file + ":1:1: 'motd' is no setting; put it below [settings]");
    assertThat(node.requests).isEmpty();
  }

  @Test
  void historyIsATableWithTheNewestFirst() {
    node.answering(
        "GET /v1/settings/generations",
        """
        [{"number":1,"time":"t1","author":"boot"},{"number":2,"time":"t2","author":"al","note":"n"}]
        """);
    assertThat(execute("history")).isZero();
    assertThat(output.toString().lines())
        .containsExactly(
            "number  time  author  note", "2       t2    al      n", "1       t1    boot    -");
    execute("history", "1");
    assertThat(output.toString().lines()).hasSize(2);
  }

  @Test
  void aTrialHasItsSeconds() {
    node.refusing("PATCH", 204, "").answering("POST /v1/settings/try?seconds=7", "{}");
    assertThat(execute("try", "--seconds", "7", "motd=a")).isZero();
    assertThat(output.toString()).startsWith("On trial for 7 s");
  }

  @Test
  void anotherCertificateIsNotTrusted() {
    add("lab", "127.0.0.1:" + node.port(), "--fingerprint", "00".repeat(32));
    execute("get", "os");
    assertThat(failure())
        .isInstanceOf(StrangerException.class)
        .hasMessageContaining("its certificate is " + node.fingerprint() + ", expected 00:00");
    assertThat(node.requests).isEmpty();
  }

  @Test
  void anAuthorityVouchesForTheAddressAndNoOther() {
    node.answering("GET /?prefix=os", "{\"os\":{\"arch\":\"x\"}}");
    String authority = keys.resolve("ca/authority.pem").toString();
    add("lab", "127.0.0.1:" + node.port(), "--authority", authority);
    assertThat(execute("get", "os")).isZero();
    add("lab", "localhost:" + node.port(), "--authority", authority);
    execute("get", "os");
    assertThat(failure())
        .isInstanceOf(StrangerException.class)
        .hasMessageContaining("it must be for 'localhost'");
  }

  @Test
  void aForeignAuthorityVouchesForNothing() {
    new AuthorityFolder(config.resolve("other")).create("other", DAY, Instant.now());
    String authority = config.resolve("other/authority.pem").toString();
    add("lab", "127.0.0.1:" + node.port(), "--authority", authority);
    execute("get", "os");
    assertThat(failure()).isInstanceOf(StrangerException.class);
  }

  @Test
  void aRefusedCertificateIsToldAsOne() {
    try (FakeNode other = new FakeNode(keys, true)) {
      add("lab", "127.0.0.1:" + other.port(), "--fingerprint", other.fingerprint());
      for (int time = 0; time < 20; time++) { // whether the alert is read or lost is chance
        execute("get", "os");
      }
    }
    assertThat(failures)
        .hasSize(20)
        .allSatisfy(failure ->
            assertThat(failure)
                .isInstanceOf(TurnedAwayException.class)
                .hasMessageContaining("the node refused the certificate of CN=me, O=carafe:admin"));
  }

  @Test
  void nobodyAtThePortIsSaid() {
    node.close();
    execute("get", "os");
    assertThat(failure())
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("nobody listens there");
  }

  @Test
  void nodesAreListedUsedAndForgotten() {
    add("second", "192.0.2.1", "--fingerprint", node.fingerprint());
    assertThat(execute("use", "second")).isZero();
    execute("contexts");
    assertThat(output.toString().lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("   lab "),
            line -> assertThat(line).startsWith("*  second  192.0.2.1:7443"));
    assertThat(execute("forget", "second")).isZero();
    execute("use", "second");
    assertThat(failure()).hasMessage("could not find node 'second': known are lab");
  }

  @Test
  void wrongUsageIsSaidBeforeAnythingIsAsked() {
    assertThat(execute("set", "motd")).isEqualTo(2);
    assertThat(output.toString()).contains("'motd' is no KEY=VALUE");
    assertThat(execute("set")).isEqualTo(2);
    assertThat(execute("set", "motd=a\nb")).isEqualTo(2);
    assertThat(execute("set", "motd=a", "--json", "{}")).isEqualTo(2);
    assertThat(execute("add", "x", "--address", "a")).isEqualTo(2);
    assertThat(execute("certify", "--authority", "ca", "--days", "-1")).isEqualTo(2);
    assertThat(output.toString()).contains("'-1' is no number of days from 0 to 36500");
    assertThat(node.requests).isEmpty();
  }

  @Test
  void anAuthoritysFilesAreTheOwnersAloneAndNeverOverwritten() throws IOException {
    Path folder = config.resolve("ca");
    assertThat(new CommandLine(new AuthorityCreateCommand()).execute("--out", folder.toString()))
        .isZero();
    assertThat(Files.getPosixFilePermissions(folder.resolve("authority.key"))).hasSize(2);
    int again =
        new CommandLine(new AuthorityCreateCommand())
            .setExecutionExceptionHandler((failure, _, _) -> {
              failures.add(failure);
              return 1;
            })
            .execute("--out", folder.toString());
    assertThat(again).isEqualTo(1);
    assertThat(failure()).hasMessageContaining("it is there already");
  }

  @Test
  void completionAsksTheNodeAndKeepsTheWayOfWriting() {
    node.answering("GET /v1/settings/completion?typed=settings.mo", "[\"settings.motd\"]");
    List<String> words = List.of("node", "set", "--config", config.toString());
    assertThat(SettingsCompletion.of(words, "settings.mo")).containsExactly("settings.motd");
    assertThat(SettingsCompletion.of(words, "mo")).containsExactly("motd");
    node.close();
    assertThat(SettingsCompletion.of(words, "mo")).isEmpty();
  }

  @Test
  void theAuditLogIsItsFilesInTheirOrder() {
    node.answering("GET /v1/audit", "{\"head\":\"2:x\",\"files\":[\"old.jsonl\",\"new.jsonl\"]}")
        .refusing("GET /v1/audit/old.jsonl", 200, "{\"number\":1}\n")
        .refusing("GET /v1/audit/new.jsonl", 200, "{\"number\":2}\n");
    assertThat(execute("audit")).isZero();
    assertThat(output).hasToString("{\"number\":1}\n{\"number\":2}\n");
  }

  @Test
  void aLogThatWasChangedOrCutOffIsFound() throws IOException {
    Act act = new Act("alice", "admin", "local", "PATCH", "/settings", 204, Optional.empty());
    byte[] first = AuditEntry.after(Head.NONE, Instant.now(), act).line();
    byte[] second = AuditEntry.after(Head.of(1, first), Instant.now(), act).line();
    String sound = new String(first, UTF_8) + "\n" + new String(second, UTF_8) + "\n";
    Path log = Files.writeString(config.resolve("acts.jsonl"), sound);
    assertThat(check(log.toString())).isZero();
    assertThat(check("--head", "1:" + "0".repeat(64), log.toString())).isEqualTo(1);
    Files.writeString(log, sound.replaceFirst("alice", "mallory"));
    assertThat(check(log.toString())).isEqualTo(1);
    assertThat(failure())
        .isInstanceOf(DamagedLogException.class)
        .hasMessageContaining(log + ":1: the line was changed");
    assertThat(check("--head", "no", log.toString())).isEqualTo(2);
  }

  private int check(String... words) {
    return new CommandLine(new AuditCheckCommand())
        .setErr(new PrintWriter(output, true))
        .setExecutionExceptionHandler((failure, _, _) -> {
          failures.add(failure);
          return 1;
        })
        .execute(words);
  }
}
