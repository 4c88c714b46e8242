package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be said of a build that is to be booted before anything is.
class RunCommandTest {
  @TempDir private Path folder;

  private String errors(ExitCode expected, String... words) {
    return errorsOf(
        expected,
        Stream.concat(Stream.of("run", folder.toString()), Stream.of(words))
            .toArray(String[]::new));
  }

  private static String errorsOf(ExitCode expected, String... words) {
    StringWriter errors = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(errors, true))
            .execute(words);
    assertThat(code).as(errors.toString()).isEqualTo(expected.number());
    return errors.toString();
  }

  @Test
  void whatIsBuiltAlreadyIsNotBuiltOtherwise() {
    for (List<String> option :
        List.of(
            List.of("--components", "c"),
            List.of("--variants", folder.toString()),
            List.of("--version", "1.2.3"),
            List.of("--update-root", "root.json"),
            List.of("--update-url", "http://10.0.2.2:8000"),
            List.of("--locked", "lock.toml"),
            List.of("--pin", "bash=1"))) {
      assertThat(errors(ExitCode.USAGE, option.get(0), option.get(1)))
          .contains(
              "'%s' says what is built, and %s is built already".formatted(option.get(0), folder));
    }
  }

  @Test
  void whatIsBuiltAlreadyIsSignedAlready() {
    assertThat(errors(ExitCode.USAGE, "--secure-boot-keys", "keys"))
        .contains("'--secure-boot-keys' signs what is built, and " + folder);
    assertThat(errors(ExitCode.USAGE, "--secure-boot"))
        .contains("'--secure-boot' needs '--secure-boot-keys': those that " + folder);
  }

  @Test
  void whatIsForNodesIsNotGivenToATask() {
    String variant = Path.of("../variants/microvm.toml").toString();
    String components = "--components=../components";
    assertThat(errorsOf(ExitCode.USAGE, "run", variant, components, "--once"))
        .contains("'--once' is for nodes, and " + variant + " runs one task");
    assertThat(errorsOf(ExitCode.USAGE, "run", variant, components, "--user-data", "a.toml"))
        .contains("'--user-data' is for nodes");
  }

  @Test
  void whatIsForATaskIsNotGivenToNodes() {
    assertThat(errors(ExitCode.UNTRUSTED, "--quiet")).contains("manifest.json");
    assertThat(
            errorsOf(
                ExitCode.USAGE,
                "run",
                "../variants/plain.toml",
                "--components=../components",
                "--env",
                "A=b"))
        .contains("'--env' is for variants that run one task, and ../variants/plain.toml is none");
  }

  @Test
  void aFolderWithoutABuildIsNotBooted() {
    assertThat(errors(ExitCode.UNTRUSTED)).contains("there is no NAME.manifest.json in it");
  }
}
