package dev.carafe.node.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.cri.ContainerConfig;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.FakeContainerd;
import dev.carafe.node.cri.SandboxConfig;
import dev.carafe.node.host.Journal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {
  private static final int ATTEMPT = 3;

  @TempDir private Path root;
  private FakeContainerd containerd;
  private Path folder;
  private long second;

  @BeforeEach
  void runAContainer() throws IOException {
    containerd = FakeContainerd.start(root.resolve("s"));
    folder = Files.createDirectories(root.resolve("logs/web/httpd"));
    SandboxConfig pod =
        new SandboxConfig("web", "spec", false, false, false, "", "/logs/web", List.of());
    ContainerConfig config =
        new ContainerConfig(
            "httpd",
            ATTEMPT,
            "spec",
            "web:1",
            List.of(),
            List.of(),
            "",
            Map.of(),
            List.of(),
            SamplePods.UNLIMITED,
            SamplePods.USUAL);
    try (ContainerRuntime runtime = ContainerRuntime.connect(root.resolve("s"))) {
      runtime.pullImage("web:1");
      runtime.startContainer(runtime.createContainer(runtime.runSandbox(pod), config, pod));
    }
  }

  @AfterEach
  void stop() throws IOException {
    containerd.close();
  }

  @Test
  void aSmallLogStays() throws IOException {
    write("3.log", "1234");
    look();
    assertThat(files()).containsExactly("3.log");
    assertThat(containerd.reopened()).isEmpty();
  }

  @Test
  void aLargeLogIsSetAsideAndTheOldestGoes() throws IOException {
    for (int i = 0; i < 4; i++) {
      write("3.log", "large" + i);
      look();
    }
    assertThat(containerd.reopened()).hasSize(4);
    assertThat(files()).containsExactly("3.log.19700101-000003.000", "3.log.19700101-000004.000");
    assertThat(folder.resolve("3.log.19700101-000004.000")).hasContent("large3");
  }

  @Test
  void aLogThatIsNotOpenedAnewIsTakenBack() throws IOException {
    containerd.refuseToReopen();
    write("3.log", "large");
    look();
    assertThat(files()).containsExactly("3.log");
  }

  @Test
  void logsOfOlderAttemptsGo() throws IOException {
    for (String name : List.of("0.log", "1.log", "1.log.x", "2.log", "2.log.x", "3.log", "mine")) {
      write(name, "1");
    }
    look();
    assertThat(files()).containsExactly("2.log", "2.log.x", "3.log", "mine");
  }

  private void look() {
    Journal journal = new Journal(new PrintStream(OutputStream.nullOutputStream()));
    second++;
    new LogRotation(
            root.resolve("logs"),
            root.resolve("s"),
            journal,
            () -> Instant.ofEpochSecond(second),
            4,
            3)
        .look();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
