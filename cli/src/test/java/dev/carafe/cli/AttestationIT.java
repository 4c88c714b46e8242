package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.attest.Challenge;
import dev.carafe.cli.attest.Evidence;
import dev.carafe.cli.attest.Expectation;
import dev.carafe.cli.attest.RecordedMachine;
import dev.carafe.cli.attest.TestNode;
import dev.carafe.cli.attest.Verdict;
import dev.carafe.cli.attest.Verification;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.process.Command;
import dev.carafe.image.process.Outcome;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Ports;
import dev.carafe.node.tpm.Attestor;
import dev.carafe.node.tpm.Nonce;
import dev.carafe.node.tpm.TpmChannel;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.release.PcrValue;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Debian's swtpm answers the agent, and Debian's tpm2-tools judge what it has answered.
class AttestationIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String STARTUP_CLEAR = "8001" + "0000000c" + "00000144" + "0000";
  private static final String KERNEL = "a kernel";
  private static final X509Certificate DB = TestNode.certificate("ours");
  private static final Challenge CHALLENGE = Challenge.fresh();

  @TempDir static Path work;

  private static ToolsTree tools;
  private static Process swtpm;
  private static int port;
  private static TestNode node;
  private static Json.Struct answer;

  /// A TPM that has measured what a machine would have.
  @BeforeAll
  static void start() throws IOException {
    tools =
        TestWorkshop.open()
            .tools(List.of(PackageRequest.of("swtpm"), PackageRequest.of("tpm2-tools")));
    port = Ports.free();
    Path errors = work.resolve("errors");
    swtpm =
        tools
            .command("swtpm", "socket", "--tpm2", "--tpmstate", "dir=.")
            .with("--server", "type=tcp,port=%d,bindaddr=127.0.0.1".formatted(port))
            .with("--flags", "not-need-init")
            .in(work)
            .start(Redirect.PIPE, Redirect.to(errors.toFile()), Redirect.to(errors.toFile()));
    node = TestNode.started(KERNEL, DB);
    try (TpmChannel channel = awaited(errors)) {
      assertDone(channel, STARTUP_CLEAR);
      for (TestNode.Measured each : node.measured()) {
        assertDone(channel, extend(each));
      }
    }
    answer = attest();
  }

  @AfterAll
  static void end() {
    swtpm.destroyForcibly();
    swtpm.onExit().join();
  }

  private static TpmChannel awaited(Path errors) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        return new Connection(new Socket(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        if (!swtpm.isAlive() || System.nanoTime() > end) {
          throw new IOException(Files.readString(errors), e);
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  /// Source: TPM 2.0 Library, Part 3, section "TPM2_PCR_Extend".
  private static String extend(TestNode.Measured measured) {
    return "8002"
        + "00000041"
        + "00000182"
        + "%08x".formatted(measured.register())
        + "00000009"
        + "40000009"
        + "0000"
        + "00"
        + "0000"
        + "00000001"
        + "000b"
        + measured.digest();
  }

  private static void assertDone(TpmChannel channel, String command) throws IOException {
    byte[] answer = channel.transmit(HexFormat.of().parseHex(command));
    assertThat(HexFormat.of().formatHex(answer, 6, 10)).as(command).isEqualTo("00000000");
  }

  private static Json.Struct attest() throws IOException {
    Path log = work.resolve("sys/kernel/security/tpm0/binary_bios_measurements");
    Files.createDirectories(log.resolveSibling(""));
    Files.write(log, node.log());
    Path systemLog = work.resolve("run/log/systemd/tpm2-measure.log");
    Files.createDirectories(systemLog.resolveSibling(""));
    Files.writeString(systemLog, node.systemLog());
    Attestor attestor =
        new Attestor(
            () -> Optional.of(new Connection(new Socket(InetAddress.getLoopbackAddress(), port))),
            work);
    return attestor.attest(new Nonce(CHALLENGE.nonce())).orElseThrow().json();
  }

  @Test
  void whatTheAgentHasAskedForPassesEachCheck() {
    assertThat(said(CHALLENGE, KERNEL).lines())
        .hasSize(8)
        .allMatch(line -> line.startsWith("ok ") || line.startsWith("open    key: "));
    assertThat(said(Challenge.fresh(), KERNEL)).contains("failed  nonce: ");
    assertThat(said(CHALLENGE, "another")).contains("failed  kernel image: ");
  }

  private static String said(Challenge challenge, String kernel) {
    PcrValue register = new PcrValue(11, "sysinit", TestNode.kernelRegister(kernel));
    Verdict verdict =
        Verification.of(
            new Evidence(answer),
            new Expectation(challenge, Optional.empty(), List.of(register), List.of(DB)));
    StringWriter text = new StringWriter();
    verdict.writeText(new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void theKeyIsTheSameEachTime() throws IOException {
    assertThat(attest().text("key")).isEqualTo(answer.text("key"));
    assertThat(attest().text("signature")).isNotEqualTo(answer.text("signature"));
  }

  /// More often than a TPM has places for keys.
  @Test
  void noKeyIsLeftInTheTpm() throws IOException {
    for (int i = 0; i < 8; i++) {
      assertThat(attest().text("key")).isEqualTo(answer.text("key"));
    }
  }

  @Test
  void tpm2ToolsBelieveTheQuote() throws IOException {
    String digest = Sha256.of(HexFormat.of().parseHex(CHALLENGE.nonce())).hex();
    Outcome good = checked(bytes("quote"), digest);
    assertThat(good.status()).as(good.text() + good.errors()).isZero();
    assertThat(checked(bytes("quote"), "00" + digest.substring(2)).status()).isNotZero();
    byte[] altered = bytes("quote");
    altered[altered.length - 1] ^= 1;
    assertThat(checked(altered, digest).status()).isNotZero();
  }

  private static Outcome checked(byte[] quote, String nonce) throws IOException {
    Path key = Files.writeString(work.resolve("key.pem"), Verification.keyOf(new Evidence(answer)));
    return tools
        .command("tpm2", "checkquote", "--public", key.toString())
        .with("--message", Files.write(work.resolve("quote"), quote).toString())
        .with("--signature", Files.write(work.resolve("sig"), bytes("signature")).toString())
        .with("--qualification", nonce, "--hash-algorithm", "sha256")
        .outcome(Command.Input.NOTHING);
  }

  private static byte[] bytes(String member) {
    return Base64.getDecoder().decode(answer.text(member).orElseThrow());
  }

  /// The log of a machine's firmware, which leaves register 11 as its system goes on from there.
  @Test
  void tpm2ToolsReadALogAlike() throws IOException {
    RecordedMachine machine = RecordedMachine.read();
    Path log = Files.write(work.resolve("log"), machine.firmwareLog());
    String read = tools.command("tpm2", "eventlog", log.toString()).run().text();
    for (int register : List.of(0, 1, 2, 3, 4, 5, 6, 7, 9, 12)) {
      assertThat(read).contains("0x" + machine.registers().get(register));
    }
    assertThat(read).contains("0x" + machine.kernelRegister());
  }

  /// As swtpm speaks over a socket: commands and answers one behind the other.
  private record Connection(Socket socket) implements TpmChannel {
    private static final int HEADER = 10;

    @Override
    public byte[] transmit(byte[] command) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(command);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] header = in.readNBytes(HEADER);
      int size = ByteBuffer.wrap(header).getInt(2);
      byte[] answer = Arrays.copyOf(header, size);
      in.readFully(answer, HEADER, size - HEADER);
      return answer;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
