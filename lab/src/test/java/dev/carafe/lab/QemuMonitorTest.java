package dev.carafe.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QemuMonitorTest {
  private static final String GREETING = "{\"QMP\": {}}\n";
  private static final String DONE = "{\"return\": {}}\n";

  @Test
  void commandsAreGivenAfterTheHandshakeAndAnswered() throws IOException {
    FakeQemu qemu = new FakeQemu(Map.of());
    qemu.open().execute("system_powerdown");
    assertThat(qemu.heard)
        .containsExactly(
            "{\"execute\":\"qmp_capabilities\"}", "{\"execute\":\"system_powerdown\"}");
  }

  @Test
  void linesForPeopleAreGivenToo() throws IOException {
    FakeQemu qemu = new FakeQemu(Map.of());
    qemu.open().executeLine("gdbserver none");
    assertThat(qemu.heard)
        .contains(
            "{\"execute\":\"human-monitor-command\",\"arguments\":{\"command-line\":\"gdbserver none\"}}");
  }

  @Test
  void eventsBetweenAreNotAnswers() throws IOException {
    FakeQemu qemu =
        new FakeQemu(
            Map.of(
                "system_powerdown",
                "{\"event\": \"POWERDOWN\"}\n"
                    + "{\"event\": \"SHUTDOWN\", \"data\": {\"reason\": \"guest-shutdown\"}}\n"
                    + DONE));
    QemuMonitor monitor = qemu.open();
    monitor.execute("system_powerdown");
    assertThat(monitor.shutdownReason()).contains("guest-shutdown");
  }

  @Test
  void aCommandThatIsRefusedFails() throws IOException {
    QemuMonitor monitor =
        new FakeQemu(Map.of("fly", "{\"error\": {\"desc\": \"no wings\"}}\n")).open();
    assertThatThrownBy(() -> monitor.execute("fly"))
        .isInstanceOf(QemuMonitor.MonitorException.class)
        .hasMessage("could not have QEMU do 'fly': no wings");
  }

  @Test
  void qemuThatEndsInsteadOfGreetingIsNotWaitedFor() {
    assertThatThrownBy(() ->
            QemuMonitor.open(
                new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream()))
        .hasMessage("could not have QEMU do 'start': QEMU has ended");
  }

  @Test
  void commandsAfterTheEndFail() throws IOException {
    FakeQemu qemu = new FakeQemu(Map.of("quit", ""));
    QemuMonitor monitor = qemu.open();
    assertThatThrownBy(() -> monitor.execute("quit")).hasMessageContaining("QEMU has ended");
    assertThatThrownBy(() -> monitor.execute("cont")).hasMessageContaining("QEMU has ended");
  }

  /// Answers each command; what has an empty answer ends it.
  private static final class FakeQemu {
    private final PipedInputStream commands = new PipedInputStream();
    private final PipedInputStream messages = new PipedInputStream();
    private final PipedOutputStream toCommands = new PipedOutputStream(commands);
    private final PipedOutputStream toMessages = new PipedOutputStream(messages);
    private final List<String> heard = new ArrayList<>();
    private final Map<String, String> answers;

    FakeQemu(Map<String, String> answers) throws IOException {
      this.answers = answers;
    }

    QemuMonitor open() {
      Thread.ofVirtual().start(this::serve);
      return QemuMonitor.open(messages, toCommands);
    }

    private void serve() {
      try (BufferedReader lines = new BufferedReader(new InputStreamReader(commands, UTF_8));
          toMessages) {
        say(GREETING);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          heard.add(line);
          String answer = answers.getOrDefault(line.split("\"", -1)[3], DONE);
          if (answer.isEmpty()) {
            return;
          }
          say(answer);
        }
      } catch (IOException _) {
        // Whoever tests has gone.
      }
    }

    private void say(String text) throws IOException {
      toMessages.write(text.getBytes(UTF_8));
      toMessages.flush();
    }
  }
}
