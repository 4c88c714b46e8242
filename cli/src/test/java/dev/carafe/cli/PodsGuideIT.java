package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.process.Command;
import dev.carafe.lab.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @TempDir static Path folder;

  private final int port = Ports.free();
  private final HttpClient client = HttpClient.newHttpClient();

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
    Thread machine = null;
    try {
      for (Step step : steps(guide)) {
        if (step.command().startsWith("./carafe run ")) {
          machine = run(step);
        } else {
          hold(step);
        }
      }
    } finally {
      if (machine != null) {
        machine.interrupt();
        machine.join(PATIENCE);
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
  private Thread run(Step step) throws InterruptedException {
    StringWriter output = new StringWriter();
    String[] words = words(step.command() + " --port " + port);
    Thread thread = Thread.ofPlatform().name("machine").start(() -> execute(words, output));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!shows(step, output.toString())) {
      assertThat(System.nanoTime()).as(output.toString()).isLessThan(end);
      assertThat(thread.isAlive()).as(output.toString()).isTrue();
      Thread.sleep(500);
    }
    return thread;
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
    if (command.startsWith("curl -s ")) {
      return page(command.substring("curl -s ".length()).replace("8080", Integer.toString(port)));
    }
    if (command.startsWith("./carafe ")) {
      StringWriter output = new StringWriter();
      execute(words(command), output);
      return output.toString().replace(folder + "/", "");
    }
    return Command.of("sh", "-c", "cd " + folder + " && " + command).run().text();
  }

  private String page(String address) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address))
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException _) {
      return "";
    }
  }

  /// Files are seen from the folder.
  private static String[] words(String command) {
    return List.of(command.split(" ", -1)).stream()
        .skip(1)
        .map(word ->
            word.startsWith("guestbook") && Files.exists(folder.resolve(word))
                ? folder.resolve(word).toString()
                : word)
        .toArray(String[]::new);
  }

  private static void execute(String[] words, StringWriter output) {
    PrintWriter out = new PrintWriter(output, true);
    Main.commandLine().setOut(out).setErr(out).execute(words);
  }
}
