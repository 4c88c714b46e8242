package dev.carafe.cli.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.http.HttpServer;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.websocket.CloseCode;
import dev.carafe.node.websocket.Handshake;
import dev.carafe.node.websocket.Message;
import dev.carafe.node.websocket.WebSocket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The commands with a node's socket, where the node's own server answers what a test wants.
@Timeout(60)
class LocalNodeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int WINDOW = 4;

  @TempDir private Path folder;

  private final StringWriter output = new StringWriter();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void serve() {
    server = HttpServer.onUnixSocket(socket().path(), this::answer);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private LocalSocket socket() {
    return new LocalSocket(folder.resolve("api.sock"));
  }

  private NodeClient client() {
    return NodeClient.of(socket(), PATIENCE);
  }

  private Response answer(Request request) {
    requests.add(
        request
            .method()
            .concat(" ")
            .concat(request.path())
            .replaceAll("carafe-[0-9a-f]{16}", "TX"));
    return switch (request.path()) {
      case "/" ->
          Response.bytes(
              Status.OK, "application/json", "{\"os\":{\"arch\":\"x\"}}".getBytes(UTF_8));
      case "/exec" -> Handshake.answer(request, PATIENCE, LocalNodeTest::repeat);
      case "/v1/port-forward" -> Handshake.answer(request, PATIENCE, LocalNodeTest::forward);
      case "/v1/logs" ->
          Response.written("text/plain", out -> out.write("one\ntwo\n".getBytes(UTF_8)));
      case "/settings/keypair" -> Response.empty(Status.NO_CONTENT);
      case "/tx/commit_and_apply" ->
          Response.bytes(Status.OK, "application/json", "[\"settings.motd\"]".getBytes(UTF_8));
      default -> Response.notFound(request.path());
    };
  }

  /// Bottlerocket's contract, with a program that says what it hears, and ends with 7.
  private static void repeat(WebSocket socket) throws IOException {
    if (!(socket.receive() instanceof Message.Text(String first))
        || !first.contains("Initialize")) {
      socket.close(CloseCode.POLICY, "the first message is not Initialize");
      return;
    }
    if (first.contains("\"target\":\"none\"")) {
      socket.close(CloseCode.POLICY, "could not enter none: no pod of that name runs");
      socket.awaitClose();
      return;
    }
    int written = 0;
    grant(socket, written);
    while (socket.receive() instanceof Message.Binary(ByteBuffer bytes)) {
      if (++written % WINDOW == 0) {
        grant(socket, written);
      }
      socket.send(bytes);
    }
    socket.close(CloseCode.NORMAL, "7");
    socket.awaitClose();
  }

  private static void grant(WebSocket socket, int written) throws IOException {
    socket.send(
        "{\"Capacity\":{\"max_messages_outstanding\":%d,\"messages_written\":%d}}"
            .formatted(WINDOW, written));
  }

  /// A server behind a port that says what it hears.
  private static void forward(WebSocket socket) throws IOException {
    Message message = socket.receive();
    while (message instanceof Message.Binary(ByteBuffer bytes)) {
      socket.send(bytes);
      message = socket.receive();
    }
    socket.send("\"ContentComplete\"");
    socket.close(CloseCode.NORMAL, "");
    socket.awaitClose();
  }

  private int execute(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--node", socket().toString(), "--config", folder.toString()));
    return new CommandLine(new NodeCommand())
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(output, true))
        .setExecutionExceptionHandler((failure, _, _) -> {
          output.write(String.valueOf(failure.getMessage()));
          return 1;
        })
        .execute(all.toArray(String[]::new));
  }

  @Test
  void anAnswerIsShown() {
    assertThat(execute("get", "os")).isZero();
    assertThat(output).hasToString("os.arch = \"x\"\n");
  }

  @Test
  void settingsAreChangedInATransaction() {
    assertThat(execute("set", "motd=hello")).as(output.toString()).isZero();
    assertThat(requests).contains("PATCH /settings/keypair", "POST /tx/commit_and_apply");
  }

  @Test
  void linesAreShown() {
    assertThat(execute("logs")).isZero();
    assertThat(output).hasToString("one\ntwo\n");
  }

  @Test
  void aRefusalIsTold() {
    assertThat(execute("get", "/none")).isEqualTo(1);
    assertThat(output).hasToString("the node answered 404: there is nothing at /none");
  }

  @Test
  void whatGoesIntoAProgramComesOutOfIt() {
    byte[] input = new byte[1_000_000];
    new Random(1).nextBytes(input);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NodeClient node = client()) {
      assertThat(run(node, "box", new ByteArrayInputStream(input), out)).isEqualTo(7);
    }
    assertThat(out.toByteArray()).isEqualTo(input);
  }

  @Test
  void whyAProgramIsNotRunIsTold() {
    try (NodeClient node = client()) {
      assertThatThrownBy(
              () -> run(node, "none", InputStream.nullInputStream(), new ByteArrayOutputStream()))
          .isInstanceOf(EndedException.class)
          .hasMessage("the node ended it: could not enter none: no pod of that name runs");
    }
  }

  private static int run(
      NodeClient node, String target, InputStream in, ByteArrayOutputStream out) {
    return RemoteProgram.run(
        node, new RemoteProgram.Wanted(target, List.of("cat"), false, Optional::empty), in, out);
  }

  @Test
  void aPortIsForwarded() throws IOException {
    byte[] said = new byte[300_000];
    new Random(2).nextBytes(said);
    try (NodeClient node = client();
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket here = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket led = listener.accept()) {
      Thread.ofVirtual().start(() -> ForwardedPort.lead(led, node, "web", 80));
      Thread.ofVirtual()
          .start(() -> {
            try {
              here.getOutputStream().write(said);
              here.shutdownOutput();
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      assertThat(here.getInputStream().readAllBytes()).isEqualTo(said);
    }
  }

  @Test
  void aNodeThatHasGoneIsUnreachable() throws IOException {
    Files.delete(socket().path());
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(socket().path()));
    }
    assertThat(execute("get", "os")).isEqualTo(1);
    assertThat(output).hasToString("could not reach " + socket() + ": nobody listens there");
    Files.delete(socket().path());
    output.getBuffer().setLength(0);
    execute("get", "os");
    assertThat(output).hasToString("could not reach " + socket() + ": there is no such socket");
  }

  @Test
  void theSocketIsTakenWhereNothingElseIsKnown() throws IOException {
    assertThat(Contexts.none().choose(Optional.empty(), socket()).access()).isEqualTo(socket());
    Context context =
        new Context(
            new NodeAddress("192.0.2.1", 1),
            new KnownBy.Fingerprint("AA"),
            folder.resolve("c"),
            folder.resolve("k"));
    Contexts known = Contexts.none().with("a", context);
    assertThat(known.choose(Optional.empty(), socket()).name()).contains("a");
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Contexts.none().choose(Optional.empty(), new LocalSocket(file)))
        .isInstanceOf(ChoiceException.class);
  }

  @Test
  void anAddressOfASocketHasAPath() {
    assertThat(LocalSocket.parse("unix:/run/api.sock")).contains(LocalSocket.USUAL);
    assertThat(LocalSocket.parse("unix.example:7443")).isEmpty();
    assertThatThrownBy(() -> LocalSocket.parse("unix:"))
        .isInstanceOf(ChoiceException.class)
        .hasMessage("'unix:' names no socket; write unix:/run/api.sock");
  }

  @Test
  void itIsNotCertifiedThere() {
    assertThat(execute("certify", "--authority", "ca")).isEqualTo(2);
    assertThat(output.toString()).contains("by its socket nobody looks at certificates");
  }
}
