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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A page of the documentation that is followed line by line: its files are written where it shows
/// them, its commands run, and what they print is held against what it shows, where `...` is
/// anything. Only the ports are others, for 8080 and 8000 may be somebody else's, and files are in
/// a folder of the test's.
final class Guide {
  private static final Pattern PART =
      Pattern.compile(
          "`(?<file>[\\w./-]+)`[^\n`]*:\n\n```(?:toml|ini)\n(?<text>.*?)```"
              + "|```console\n(?<console>.*?)```",
          Pattern.DOTALL);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final String text;
  private final Path folder;
  private final String page = String.valueOf(Ports.free());
  private final String repository = String.valueOf(Ports.free());
  private final List<Process> kept = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// One command, and the lines that it prints.
  private record Step(String command, List<String> shown) {

    /// Whether it asks somebody who may not be there yet, or too busy to answer in time.
    boolean isRepeated() {
      return command.startsWith("./carafe node ")
          || command.startsWith("./carafe __complete ")
          || isRequest();
    }

    boolean isRequest() {
      return command.startsWith("curl ");
    }

    /// Whether it runs until somebody ends it.
    boolean isKept() {
      return command.startsWith("./carafe run ") || command.startsWith("./carafe repo serve ");
    }

    boolean isShownBy(String output) {
      String pattern =
          shown.stream()
              .map(line -> Pattern.quote(line).replace("...", "\\E.*\\Q"))
              .collect(Collectors.joining("\n"));
      return Pattern.compile(pattern, Pattern.DOTALL).matcher(output.strip()).matches();
    }

    void demandShownBy(String output) {
      assertThat(isShownBy(output))
          .as("$ %s%n%s%n-- expected --%n%s", command, output, String.join("\n", shown))
          .isTrue();
    }
  }

  /// @param page among those on usage
  /// @param folder for its files
  Guide(String page, Path folder) throws IOException {
    this.text = Files.readString(Path.of("../docs/usage", page));
    this.folder = folder;
  }

  /// Follows it to its end. What runs until somebody ends it runs so long.
  void follow() throws IOException, InterruptedException {
    Matcher parts = PART.matcher(text);
    try {
      while (parts.find()) {
        if (parts.group("file") == null) {
          take(steps(parts.group("console")));
        } else {
          Path file = folder.resolve(parts.group("file"));
          Files.createDirectories(file.getParent());
          Files.writeString(file, parts.group("text"));
        }
      }
    } finally {
      for (Process process : kept.reversed()) {
        process.destroy();
        process.waitFor();
      }
    }
  }

  private void take(List<Step> steps) throws IOException, InterruptedException {
    for (Step step : steps) {
      if (step.isKept()) {
        begin(step);
      } else {
        hold(step);
      }
    }
  }

  private List<Step> steps(String console) {
    List<Step> steps = new ArrayList<>();
    for (String line : console.lines().map(this::withOwnPorts).toList()) {
      if (line.startsWith("$ ")) {
        steps.add(new Step(line.substring(2), new ArrayList<>()));
      } else {
        steps.getLast().shown().add(line);
      }
    }
    return steps;
  }

  private String withOwnPorts(String line) {
    return line.replace(":8080", ":" + page).replace(":8000", ":" + repository);
  }

  /// Begins what does not end by itself, and returns when it has said all it should.
  private void begin(Step step) throws IOException, InterruptedException {
    Path said = folder.resolve("kept-" + kept.size() + ".log");
    String port = step.command().startsWith("./carafe run ") ? page : repository;
    Process process =
        carafe(step.command() + " --port " + port).redirectOutput(said.toFile()).start();
    kept.add(process);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!step.isShownBy(Files.readString(said))) {
      if (!process.isAlive() || System.nanoTime() > end) {
        step.demandShownBy(Files.readString(said));
      }
      Thread.sleep(500);
    }
  }

  /// Does a step, and again until it shows what it should where it may have been too early; a
  /// service that has answered something else stays wrong.
  private void hold(Step step) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String output = output(step);
    while (!step.isShownBy(output)
        && step.isRepeated()
        && !(step.isRequest() && !output.isEmpty())
        && System.nanoTime() < end) {
      Thread.sleep(1000);
      output = output(step);
    }
    step.demandShownBy(output);
  }

  private String output(Step step) throws IOException, InterruptedException {
    String command = step.command();
    if (step.isRequest()) {
      return page(command.substring(command.lastIndexOf(' ') + 1), command.startsWith("curl -si "));
    }
    ProcessBuilder builder =
        command.startsWith("./carafe ")
            ? carafe(command)
            : new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
    Process process = builder.start();
    try (InputStream said = process.getInputStream()) {
      String output = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return output;
    }
  }

  /// Waits as long as it can: a request that is given up may still come to the guest, and count.
  ///
  /// @param head whether its status is to be told too, as far as a guide may depend on it
  private String page(String address, boolean head) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address)).timeout(PATIENCE).build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return (head ? "HTTP/1.1 " + answer.statusCode() + "\n" : "") + answer.body();
    } catch (IOException _) {
      return "";
    }
  }

  /// The command line as it was compiled for this test, in the folder with the files, and with
  /// nothing of the user's who runs it.
  private ProcessBuilder carafe(String command) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=org.bouncycastle.lts.prov,dev.carafe.disk",
                "--module-path",
                System.getProperty("jdk.module.path"),
                "--class-path",
                System.getProperty("java.class.path"),
                "-Dcarafe.home=" + Path.of("..").toAbsolutePath().normalize(),
                "--module",
                "dev.carafe.cli/dev.carafe.cli.Main"));
    List<String> said = List.of(command.split(" ", -1));
    words.addAll(said.subList(1, said.size()));
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("CARAFE_CONFIG", folder.resolve("config").toString());
    return builder;
  }
}
