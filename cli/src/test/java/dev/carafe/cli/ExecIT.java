package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.ExecPeer.End;
import dev.carafe.cli.node.RunContext;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Registry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs run in a container of a node that has booted, by Bottlerocket's contract.
@LongTest
class ExecIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int PORT = 7443;
  private static final String CONTAINER = "hello/page";
  private static final String BUSYBOX = "/bin/busybox";

  @TempDir static Path work;

  private static Registry registry;
  private static Machine machine;
  private static ExecPeer peer;
  private static int port;

  @BeforeAll
  static void boot() throws IOException, InterruptedException, GeneralSecurityException {
    Workshop workshop = TestWorkshop.open();
    BuiltImage image = workshop.build("plain");
    ToolsTree tools =
        workshop.tools(
            List.of(
                PackageRequest.of("busybox-static"),
                PackageRequest.of("docker-registry"),
                PackageRequest.of("ovmf"),
                PackageRequest.of("qemu-system-x86"),
                PackageRequest.of("qemu-utils")));
    registry = Registry.start(tools, Files.createDirectories(work.resolve("hub")));
    ContainerImages.pushHello(tools, registry, "hello", work);
    String remote = node("authority", "create", "--out", at("ca"));
    node(
        "authority",
        "issue",
        "admin",
        "--role",
        "admin",
        "--authority",
        at("ca"),
        "--out",
        at("keys"));
    port = Ports.free();
    MachineSpec spec =
        MachineSpec.of(
                image.disk(), Demonstration.userData(registry) + "\n" + remote, Map.of(port, PORT))
            .withMemory(512);
    machine = Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("machine"));
    peer = ExecPeer.of(port, work.resolve("keys/admin.pem"), work.resolve("keys/admin.key"));
    machine.await("a container that runs", PATIENCE, ExecIT::running);
  }

  @AfterAll
  static void end() throws IOException {
    peer.close();
    machine.close();
    registry.close();
  }

  private static Optional<String> running() {
    try {
      return Optional.of(peer.get("/v1/health"))
          .filter(health -> health.contains("\"state\":\"running\""));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String at(String name) {
    return work.resolve(name).toString();
  }

  private static String node(String... words) {
    StringWriter output = new StringWriter();
    String[] all = new String[words.length + 1];
    all[0] = "node";
    System.arraycopy(words, 0, all, 1, words.length);
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(output, true))
            .execute(all);
    assertThat(code).as(output.toString()).isZero();
    return output.toString();
  }

  @Test
  void theExitCodeComesBackAndOutputAndErrorsBeforeIt() {
    for (int code : new int[] {0, 7}) {
      Said said = new Said();
      ExecPeer.Run run =
          peer.run(
              CONTAINER, "null", said, BUSYBOX, "sh", "-c", "echo out; echo err >&2; exit " + code);
      assertThat(run.end()).isEqualTo(new End(1000, Integer.toString(code)));
      assertThat(said.text().lines()).containsExactlyInAnyOrder("out", "err");
    }
  }

  @Test
  void aPodOfOneContainerNeedsNoMoreThanItsName() {
    assertThat(peer.run("hello", "null", new Said(), BUSYBOX, "true").end())
        .isEqualTo(new End(1000, "0"));
  }

  @Test
  void aProgramThatIsNotThereIs127() {
    Said said = new Said();
    assertThat(peer.run(CONTAINER, "null", said, "nosuch").end()).isEqualTo(new End(1000, "127"));
    assertThat(said.text()).contains("could not run nosuch: ").contains("not found");
  }

  @Test
  void aContainerThatIsNotThereIsToldSo() {
    End nobody = peer.run("nobody/page", "null", new Said(), "true").end();
    assertThat(nobody.code()).isEqualTo(1008);
    assertThat(nobody.reason()).isEqualTo("could not enter nobody/page: no pod of that name runs");
    End other = peer.run("hello/other", "null", new Said(), "true").end();
    assertThat(other.code()).isEqualTo(1008);
    assertThat(other.reason()).contains("where there runs page");
  }

  @Test
  void aTerminalHasTheSizeOfTheClientsWindow() {
    Said said = new Said();
    ExecPeer.Run run =
        peer.run(CONTAINER, "{\"size\":{\"rows\":24,\"cols\":80}}", said, BUSYBOX, "sh");
    run.inputWithoutCredit("stty size; echo $TERM\n".getBytes(StandardCharsets.UTF_8));
    machine.await("the first size", PATIENCE, () -> said.has("24 80"));
    run.text("{\"Winch\":{\"rows\":50,\"cols\":132}}");
    run.inputWithoutCredit("stty size\n".getBytes(StandardCharsets.UTF_8));
    machine.await("the second size", PATIENCE, () -> said.has("50 132"));
    run.inputWithoutCredit("exit 9\n".getBytes(StandardCharsets.UTF_8));
    assertThat(run.end()).isEqualTo(new End(1000, "9"));
    assertThat(said.text()).contains("xterm");
  }

  @Test
  void aHundredMegabytesComeBackAsTheyWereSent() throws Exception {
    MessageDigest back = MessageDigest.getInstance("SHA-256");
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    ExecPeer.Run run = peer.run(CONTAINER, "null", back::update, BUSYBOX, "cat");
    byte[] piece = new byte[50_000];
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(piece);
      sent.update(piece);
      run.input(piece);
    }
    run.complete();
    assertThat(run.end()).isEqualTo(new End(1000, "0"));
    assertThat(HexFormat.of().formatHex(back.digest()))
        .isEqualTo(HexFormat.of().formatHex(sent.digest()));
  }

  @Test
  void theProcessOfAClientThatDiesIsEnded() {
    ExecPeer.Run run = peer.run(CONTAINER, "null", new Said(), BUSYBOX, "sleep", "4321");
    machine.await("the process", PATIENCE, () -> processes().filter(all -> all.contains("4321")));
    run.abort();
    machine.await("its end", PATIENCE, () -> processes().filter(all -> !all.contains("4321")));
  }

  @Test
  void whoSendsMoreThanHeMayIsClosed() {
    ExecPeer.Run run = peer.run(CONTAINER, "null", new Said(), BUSYBOX, "sleep", "5432");
    try {
      for (int i = 0; i < 4_000 && !run.hasEnded(); i++) {
        run.inputWithoutCredit(new byte[1024]);
      }
    } catch (CompletionException _) {
      // closed meanwhile
    }
    assertThat(run.end().code()).isEqualTo(1009);
    machine.await("its end", PATIENCE, () -> processes().filter(all -> !all.contains("5432")));
  }

  @Test
  void theCommandGivesInputAndTakesOutputAndTheExitCode() {
    String fingerprint =
        machine.await("the fingerprint", PATIENCE, () -> RunContext.fingerprint(machine.console()));
    node(
        "add",
        "lab",
        "--address",
        "127.0.0.1:" + port,
        "--fingerprint",
        fingerprint,
        "--certificate",
        at("keys/admin.pem"),
        "--key",
        at("keys/admin.key"),
        "--config",
        at("contexts"));
    byte[] bytes = new byte[1_000_000];
    new Random(3).nextBytes(bytes);
    Told cat = exec(bytes, CONTAINER, BUSYBOX, "cat");
    assertThat(cat.code()).isZero();
    assertThat(cat.output()).isEqualTo(bytes);
    assertThat(exec(new byte[0], "hello", BUSYBOX, "sh", "-c", "exit 7").code()).isEqualTo(7);
    Told absent = exec(new byte[0], CONTAINER, "--", "nosuch", "-x");
    assertThat(absent.code()).isEqualTo(127);
    assertThat(new String(absent.output(), StandardCharsets.UTF_8))
        .contains("could not run nosuch");
    Told nobody = exec(new byte[0], "nobody", "true");
    assertThat(nobody.code()).isEqualTo(ExitCode.FAILED.number());
    assertThat(nobody.errors())
        .contains("could not enter nobody: no host container and no pod of that name runs");
    Told terminal =
        exec("tty; exit 5\n".getBytes(StandardCharsets.UTF_8), "-t", CONTAINER, BUSYBOX, "sh");
    assertThat(terminal.code()).isEqualTo(5);
    assertThat(new String(terminal.output(), StandardCharsets.UTF_8)).contains("/dev/pts/");
  }

  /// What the command did.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Told(int code, byte[] output, String errors) {}

  private static Told exec(byte[] input, String... words) {
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    StringWriter errors = new StringWriter();
    System.setIn(new ByteArrayInputStream(input));
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      List<String> all = new ArrayList<>(List.of("node", "exec", "--config", at("contexts")));
      all.addAll(List.of(words));
      int code =
          Main.commandLine()
              .setErr(new PrintWriter(errors, true))
              .execute(all.toArray(String[]::new));
      return new Told(code, output.toByteArray(), errors.toString());
    } finally {
      System.setIn(in);
      System.setOut(out);
    }
  }

  private static Optional<String> processes() {
    try {
      return Optional.of(peer.get("/v1/processes"));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
