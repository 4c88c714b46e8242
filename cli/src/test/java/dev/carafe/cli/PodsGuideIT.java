package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.lab.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does what `docs/usage/pods.md` says, line by line: writes its files, runs its commands, and
/// holds what they print against what it shows, where `...` is anything. Only the port is another
/// one, for 8080 may be somebody else's, and files are in a folder of the test's.
class PodsGuideIT {
  private static final Pattern FILE =
      Pattern.compile("`([\\w./-]+)`[^\n`]*:\n\n```toml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CONSOLE = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir static Path folder;

  private final int port = Ports.free();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// One command, and the lines that it prints.
  private record Step(String command, List<String> shown) {}

  @Test
  void theGuideDoesWhatItSays() throws Exception {
    String guide = Files.readString(Path.of("../docs/usage/pods.md"));
    Matcher files = FILE.matcher(guide);
    while (files.find()) {
      Path file = folder.resolve(files.group(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, files.group(2));
    }
    Optional<Process> machine = Optional.empty();
    try {
      for (Step step : steps(guide)) {
        if (step.command().startsWith("./carafe run ")) {
          machine = Optional.of(run(step));
        } else {
          hold(step);
        }
      }
    } finally {
      if (machine.isPresent()) {
        machine.get().destroy();
        machine.get().waitFor();
      }
    }
  }

  private static List<Step> steps(String guide) {
    List<Step> steps = new ArrayList<>();
    Matcher consoles = CONSOLE.matcher(guide);
    while (consoles.find()) {
      for (String line : consoles.group(1).lines().toList()) {
        if (line.startsWith("$ ")) {
          steps.add(new Step(line.substring(2), new ArrayList<>()));
        } else {
          steps.getLast().shown().add(line);
        }
      }
    }
    return steps;
  }

  /// Begins to run a machine, and returns when it has said all it should.
  private Process run(Step step) throws IOException, InterruptedException {
    Path said = folder.resolve("run.log");
    Process process =
        carafe(step.command() + " --port " + port).redirectOutput(said.toFile()).start();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!shows(step, Files.readString(said))) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroy();
        throw new AssertionError("$ " + step.command() + "\n" + Files.readString(said));
      }
      Thread.sleep(500);
    }
    return process;
  }

  /// Does a step again until it shows what it should; what has shown something else stays wrong.
  private void hold(Step step) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String output = output(step.command());
    while (!shows(step, output) && !answers(step, output) && System.nanoTime() < end) {
      Thread.sleep(1000);
      output = output(step.command());
    }
    assertThat(shows(step, output))
        .as("$ %s%n%s%n-- expected --%n%s", step.command(), output, step.shown())
        .isTrue();
  }

  /// Whether the service has answered: it counts how often it is asked.
  private static boolean answers(Step step, String output) {
    return step.command().startsWith("curl ") && !output.isEmpty();
  }

  private static boolean shows(Step step, String output) {
    String pattern =
        step.shown().stream()
            .map(line -> Pattern.quote(line).replace("...", "\\E.*\\Q"))
            .collect(Collectors.joining("\n"));
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(output.strip()).matches();
  }

  private String output(String command) throws IOException, InterruptedException {
    if (command.startsWith("curl ")) {
      String address = command.substring(command.lastIndexOf(' ') + 1);
      return page(address.replace("8080", Integer.toString(port)), command.startsWith("curl -si "));
    }
    ProcessBuilder builder =
        command.startsWith("./carafe ")
            ? carafe(command)
            : new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
    Process process = builder.start();
    try (InputStream said = process.getInputStream()) {
      String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return text;
    }
  }

  /// @param head whether its status is to be told too, as far as a guide may depend on it
  private String page(String address, boolean head) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address))
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return (head ? "HTTP/1.1 " + answer.statusCode() + "\n" : "") + answer.body();
    } catch (IOException _) {
      return "";
    }
  }

  /// The command line as it was compiled for this test, in the folder with the files, and with
  /// nothing of the user's who runs it.
  private static ProcessBuilder carafe(String command) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=org.bouncycastle.lts.prov",
                "--module-path",
                System.getProperty("jdk.module.path"),
                "--class-path",
                System.getProperty("java.class.path"),
                "-Dcarafe.home=" + Path.of("..").toAbsolutePath().normalize(),
                "--module",
                "dev.carafe.cli/dev.carafe.cli.Main"));
    words.addAll(List.of(command.split(" ", -1)).subList(1, command.split(" ", -1).length));
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("CARAFE_CONFIG", folder.resolve("config").toString());
    return builder;
  }
}
